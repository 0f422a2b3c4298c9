// The timer of those who lead: what is left, start and pause, a minute more, and how long it is set to.
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Dialog } from "./sheet.tsx";
import type { LeadState } from "./wire.ts";

/** Minutes and seconds; what is over counts as none. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Seconds left now, counted on this page from when it was told: the clocks of two machines never agree. */
function useLeft(lead: LeadState): number {
  const [told, setTold] = useState({ at: performance.now(), lead });
  const [, tick] = useState(0);
  if (told.lead !== lead) setTold({ at: performance.now(), lead });
  useEffect(() => {
    if (!lead.running) return;
    const timer = setInterval(() => tick((n) => n + 1), 250);
    return () => clearInterval(timer);
  }, [lead]);
  const passed = told.lead === lead ? (performance.now() - told.at) / 1000 : 0;
  return lead.running ? Math.max(0, lead.left_s - passed) : lead.left_s;
}

export function LeadTimer(props: {
  readonly lead: LeadState;
  readonly says: Readonly<Record<string, string>>;
  readonly minutes: readonly number[];
  readonly view: string;
  readonly go: (step: string) => void;
}): VNode {
  const { lead, says, go } = props;
  const left = useLeft(lead);
  const [setting, setSetting] = useState(false);
  const over = lead.running && left <= 0;
  const choices = [...new Set([...(lead.planned > 0 ? [lead.planned] : []), ...props.minutes])];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset does not lay out as a row everywhere
    <div class="cjw-lead-timer" role="group" aria-label={says.timer} data-over={over}>
      <button
        type="button"
        class="cjw-lead-time"
        title={says.set}
        aria-label={`${over ? says.over : clockText(left)}. ${says.set}`}
        onClick={() => setSetting(true)}
      >
        {over ? says.over : clockText(left)}
      </button>
      <button
        type="button"
        class="cjw-button cjw-small"
        aria-keyshortcuts="Alt+Shift+T"
        title="Alt+Shift+T"
        onClick={() => (left <= 0 ? setSetting(true) : go(lead.running ? "pause" : "start"))}
      >
        {lead.running && !over ? says.pause : says.start}
      </button>
      <button
        type="button"
        class="cjw-button cjw-small"
        aria-label={`+1: ${says.minute}`}
        aria-keyshortcuts="Alt+Shift+M"
        title={`${says.minute} (Alt+Shift+M)`}
        onClick={() => go("minute")}
      >
        +1
      </button>
      {setting && (
        <Dialog title={says.set ?? ""} name="sheet" view={props.view} onClose={() => setSetting(false)}>
          {(close) => (
            <>
              <div class="cjw-lead-minutes">
                {choices.map((n) => (
                  <button
                    key={n}
                    type="button"
                    class="cjw-button"
                    onClick={() => {
                      go(`timer:${n * 60}`);
                      close();
                    }}
                  >
                    {(n === lead.planned ? says.as_planned : says.minutes)?.replace("{n}", String(n))}
                  </button>
                ))}
              </div>
              <footer class="cjw-dialog-foot">
                <button type="button" class="cjw-button" onClick={close}>
                  {says.cancel}
                </button>
              </footer>
            </>
          )}
        </Dialog>
      )}
    </div>
  );
}

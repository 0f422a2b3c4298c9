// The strip with which a room is led: where everybody is, phase, timer, lock, undo, and the ways to one's own desks.
import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { LeadTimer } from "./lead_timer.tsx";
import type { ViewProps } from "./mount.ts";
import { Frame } from "./status.tsx";
import type { Down, LeadState, Spec } from "./wire.ts";

export interface LeadSpec extends Spec {
  readonly label: string;
  readonly steps: readonly (readonly [string, string])[];
  /** Key, name, the letter of its shortcut, and what it does to the phones. */
  readonly phases: readonly (readonly [string, string, string, string])[];
  readonly tabs: readonly (readonly [string, string])[];
  readonly minutes: readonly number[];
  /** What the parts of the strip say, translated. */
  readonly says: Readonly<Record<string, string>>;
  readonly lead: LeadState;
}

type Shown = Pick<Extract<Down, { type: "lead" }>, "seq" | "lead">;

export function LeadView({ session, view }: ViewProps<LeadSpec>): VNode {
  const { steps, phases, tabs, says, label } = session.spec;
  const [shown, show] = useState<Shown>(() => session.heard("lead") ?? { seq: 0, lead: session.spec.lead });
  useLayoutEffect(
    () =>
      session.listen((message) => {
        if (message.type === "lead") show((before) => (message.seq >= before.seq ? message : before));
      }),
    [session],
  );
  const { lead } = shown;
  const go = (step: string): void => session.link.send({ type: "go", step });
  useShortcuts(session.spec, lead, go);
  const name = (key: string): string => steps.find(([step]) => step === key)?.[1] ?? key;
  const phase = phases.find(([key]) => key === lead.phase);
  const away = isAway(lead);
  const elsewhere = lead.journeys.find(([id]) => id === lead.journey && id !== lead.called_journey)?.[1];
  return (
    <Frame session={session} name="strip" plain>
      <div class="cjw-lead-row">
        <div class="cjw-lead-where">
          <span class="cjw-lead-small">{says.everybody}</span>
          <strong>{name(lead.called)}</strong>
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset does not lay out as a row everywhere */}
        <div class="cjw-lead-phases" role="group" aria-label={says.phase}>
          {phases.map(([key, title, letter, does], n) => (
            <button
              key={key}
              type="button"
              class="cjw-lead-phase"
              aria-pressed={key === lead.phase}
              aria-keyshortcuts={`Alt+Shift+${letter}`}
              aria-describedby={`${view}-${key}`}
              title={`${does} (Alt+Shift+${letter})`}
              onClick={() => go(`phase:${key}`)}
            >
              <span class="cjw-lead-n" aria-hidden="true">
                {n + 1}
              </span>
              {title}
              <span class="cjw-spoken" id={`${view}-${key}`}>
                {does}
              </span>
            </button>
          ))}
        </div>
        <LeadTimer lead={lead} says={says} minutes={session.spec.minutes} view={view} go={go} />
      </div>
      <div class="cjw-lead-row cjw-lead-below">
        {lead.journeys.length > 0 && (
          <label class="cjw-lead-journey">
            <span class="cjw-lead-small">{says.journey}</span>
            <select
              class="cjw-input"
              value={lead.journey}
              onChange={(event) => go(`journey:${event.currentTarget.value}`)}
            >
              {lead.journeys.map(([id, title]) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        )}
        <p class="cjw-lead-does" role="status">
          {lead.locked && <b class="cjw-lead-locked">{says.locked}</b>}
          <span>{lead.said === "" ? phase?.[3] : lead.said}</span>
        </p>
        {lead.late !== "" && <p class="cjw-lead-late">{lead.late}</p>}
        {away && (
          <button
            type="button"
            class="cjw-button cjw-main cjw-small"
            aria-keyshortcuts="Alt+Shift+G"
            title="Alt+Shift+G"
            onClick={() => go(`call:${lead.shown}`)}
          >
            {`${says.call} ${[lead.shown === lead.called ? undefined : name(lead.shown), elsewhere].filter(Boolean).join(", ")}`}
          </button>
        )}
        <div class="cjw-lead-tools">
          <button
            type="button"
            class="cjw-button cjw-small"
            aria-pressed={lead.locked}
            aria-keyshortcuts="Alt+Shift+L"
            title={`${says.lock_help} (Alt+Shift+L)`}
            onClick={() => go(lead.locked ? "unlock" : "lock")}
          >
            {lead.locked ? says.unlock : says.lock}
          </button>
          <button
            type="button"
            class="cjw-button cjw-small cjw-quiet"
            aria-disabled={!lead.can_undo}
            aria-keyshortcuts="Alt+Shift+Z"
            title={`${lead.undo === "" ? says.undo_help : says.undo_room} (Alt+Shift+Z)`}
            onClick={() => lead.can_undo && go("undo")}
          >
            {lead.undo === "" ? says.undo : says.undo_what?.replace("{what}", lead.undo)}
          </button>
        </div>
      </div>
      <nav class="cjw-lead-tabs" aria-label={label}>
        {tabs.map(([key, title]) => (
          <button
            key={key}
            type="button"
            class="cjw-lead-tab"
            aria-current={key === lead.tab ? "page" : undefined}
            onClick={() => go(`tab:${key}`)}
          >
            {title}
            {(lead.counts[key] ?? "") !== "" && <span class="cjw-lead-count">{lead.counts[key]}</span>}
          </button>
        ))}
      </nav>
    </Frame>
  );
}

/** Whether this screen looks at something else than everybody. */
function isAway(lead: LeadState): boolean {
  return lead.shown !== lead.called || lead.journey !== lead.called_journey;
}

/** Alt+Shift and a letter, from anywhere on the page; the key is told by its place, for Alt changes what it types. */
function useShortcuts(spec: LeadSpec, lead: LeadState, go: (step: string) => void): void {
  const now = useRef({ lead, go });
  now.current = { lead, go };
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
      const letter = event.code.replace(/^Key/, "");
      const phase = spec.phases.find(([, , key]) => key === letter);
      const { lead, go } = now.current;
      let asked = phase === undefined ? "" : `phase:${phase[0]}`;
      if (letter === "T") asked = lead.running ? "pause" : "start";
      if (letter === "M") asked = "minute";
      if (letter === "L") asked = lead.locked ? "unlock" : "lock";
      if (letter === "Z" && lead.can_undo) asked = "undo";
      if (letter === "G" && isAway(lead)) asked = `call:${lead.shown}`;
      if (asked === "") return;
      event.preventDefault();
      go(asked);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [spec]);
}

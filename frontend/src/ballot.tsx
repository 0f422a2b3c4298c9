// One person's ballot: dots on cards, with a − and a + for each; changeable until the vote is closed.
import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ViewProps } from "./mount.ts";
import type { Session } from "./session.ts";
import { Frame } from "./status.tsx";
import type { BallotState, Spec } from "./wire.ts";
import { say } from "./words.ts";

export interface BallotSpec extends Spec {
  readonly paper: string;
  readonly ballot: BallotState;
  readonly dots: Readonly<Record<string, number>>;
  readonly done: boolean;
  readonly says: Readonly<Record<string, string>>;
}

type Dots = Readonly<Record<string, number>>;
interface Mine {
  readonly dots: Dots;
  readonly done: boolean;
}

const RESEND_MS = 4000;
/** Where what is not yet in the box is kept on this device. */
const PLACE = "ballot";
/** How many dots are drawn one by one; beyond it a number says enough. */
const DRAWN = 8;

export function BallotView({ session, view }: ViewProps<BallotSpec>): VNode {
  const { spec } = session;
  const { says } = spec;
  const [shown, show] = useState<{ seq: number; ballot: BallotState }>(
    () => session.heard("ballot") ?? { seq: 0, ballot: spec.ballot },
  );
  const [mine, setMine] = useState<Mine>(() => unsent(session) ?? { dots: spec.dots, done: spec.done });
  const [problem, setProblem] = useState("");
  const [waiting, setWaiting] = useState(() => unsent(session) !== null);
  const sent = useRef(0);
  const latest = useRef(mine);
  latest.current = mine;
  const { ballot } = shown;
  const used = Object.values(mine.dots).reduce((sum, n) => sum + n, 0);
  const left = ballot.each - used;
  const open = ballot.state === "open" && !ballot.locked;

  const send = (): void => {
    sent.current += 1;
    session.link.send({ type: "cast", n: sent.current, ...latest.current });
  };
  useLayoutEffect(
    () =>
      session.listen((message) => {
        if (message.type === "ballot") show((before) => (message.seq >= before.seq ? message : before));
        if (message.type !== "cast" || message.n !== sent.current) return;
        session.jotter.set(PLACE, "");
        setProblem(message.message);
        setWaiting(false);
      }),
    [session],
  );
  // What has not arrived is sent again: a ballot takes the place of the one before, so that nothing counts twice.
  useEffect(() => {
    if (!waiting || !open) return;
    if (sent.current === 0) send();
    const timer = setInterval(() => session.link.connected && send(), RESEND_MS);
    return () => clearInterval(timer);
  }, [waiting, open]);

  const set = (next: Mine): void => {
    latest.current = next;
    setMine(next);
    setProblem("");
    setWaiting(true);
    session.jotter.set(PLACE, JSON.stringify(next));
    send();
  };
  const give = (card: string, title: string, step: number): void => {
    const n = (mine.dots[card] ?? 0) + step;
    if (!open || n < 0 || (step > 0 && (left <= 0 || (ballot.limit !== null && n > ballot.limit)))) return;
    const { [card]: _before, ...others } = mine.dots;
    set({ ...mine, dots: n === 0 ? others : { ...others, [card]: n } });
    session.speak(say(says, "given", { card: title, n, left: left - step, all: ballot.each }));
  };

  if (ballot.state !== "open") {
    return (
      <Frame session={session} name="ballot" plain>
        <p class="cjw-empty">{ballot.state === "closed" ? says.closed : says.gone}</p>
      </Frame>
    );
  }
  const leftText = say(says, "left", { n: left, all: ballot.each });
  return (
    <Frame session={session} name="ballot" plain>
      <h2 class="cjw-ballot-question" dir="auto">
        {ballot.question}
      </h2>
      <p class="cjw-lead">
        {spec.paper === "" ? says.secret : say(says, "paper", { name: spec.paper })}{" "}
        {ballot.limit !== null && say(says, "limit", { n: ballot.limit })}
      </p>
      <div class="cjw-ballot-left" data-none={left === 0 || undefined}>
        <DotRow n={left} all={ballot.each} />
        <strong id={`${view}-left`}>{leftText}</strong>
        <span class="cjw-ballot-state" role="status">
          {problem === "" ? (waiting ? says.sending : used > 0 || mine.done ? says.in : "") : ""}
        </span>
      </div>
      {problem !== "" && (
        <p class="cjw-error" role="alert">
          {problem}
        </p>
      )}
      <ol class="cjw-ballot">
        {ballot.options.map((option) => {
          const n = mine.dots[option.card] ?? 0;
          const full = left <= 0 || (ballot.limit !== null && n >= ballot.limit);
          const name = `${view}-${option.card}`;
          return (
            <li key={option.card} class="cjw-option" data-given={n > 0 || undefined}>
              <p class="cjw-option-text" id={name}>
                <span dir="auto">{option.title}</span>
                {option.note !== "" && <small dir="auto">{option.note}</small>}
              </p>
              {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would name itself by a legend of its own */}
              <div class="cjw-option-ways" role="group" aria-labelledby={name}>
                <button
                  type="button"
                  class="cjw-step-dot"
                  aria-label={say(says, "less", { card: option.title })}
                  aria-disabled={n === 0 || !open}
                  onClick={() => give(option.card, option.title, -1)}
                >
                  −
                </button>
                <output class="cjw-option-n" aria-label={say(says, "dots", { n })}>
                  {n}
                </output>
                <button
                  type="button"
                  class="cjw-step-dot cjw-step-more"
                  aria-label={say(says, "more", { card: option.title })}
                  aria-describedby={`${view}-left`}
                  aria-disabled={full || !open}
                  onClick={() => give(option.card, option.title, 1)}
                >
                  +
                </button>
              </div>
            </li>
          );
        })}
      </ol>
      <p class="cjw-ballot-end">
        <button
          type="button"
          class={mine.done ? "cjw-button" : "cjw-button cjw-main"}
          aria-pressed={mine.done}
          disabled={!open}
          onClick={() => set({ ...mine, done: !mine.done })}
        >
          {mine.done ? `✓ ${says.finished}` : says.finish}
        </button>
        <span>{ballot.locked ? says.locked : mine.done ? says.change : says.later}</span>
      </p>
    </Frame>
  );
}

function DotRow({ n, all }: { readonly n: number; readonly all: number }): VNode | null {
  if (all > DRAWN) return null;
  return (
    <span class="cjw-dots" aria-hidden="true">
      {Array.from({ length: all }, (_, place) => (
        <i key={place} data-given={place >= n || undefined} />
      ))}
    </span>
  );
}

/** What this device has not got into the box before the page was reloaded. */
function unsent(session: Session): Mine | null {
  try {
    const kept = JSON.parse(session.jotter.get(PLACE) || "null") as Mine | null;
    return kept !== null && typeof kept.dots === "object" && typeof kept.done === "boolean" ? kept : null;
  } catch {
    return null;
  }
}

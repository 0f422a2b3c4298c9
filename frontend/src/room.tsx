// The strip of a live workshop: step, phase, timer, "I am done", who else writes where I write, and what is mine.
import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { MeSheet } from "./me_sheet.tsx";
import type { ViewProps } from "./mount.ts";
import { minutes, ServerClock } from "./server_clock.ts";
import type { Session } from "./session.ts";
import { ToastView, useSession } from "./status.tsx";
import type { RoomState, Spec } from "./wire.ts";
import { say } from "./words.ts";

export interface RoomSpec extends Spec {
  readonly size: "strip" | "wall";
  readonly colours: readonly string[];
  readonly hands_over: boolean;
  /** The server's time when this was sent. */
  readonly now: number;
  readonly room: RoomState;
  /** What the parts of the strip say, translated. */
  readonly says: Readonly<Record<string, string>>;
}

const LITTLE_S = 60;
const CALL_SHOWN_MS = 8000;

export function RoomView({ session, view }: ViewProps<RoomSpec>): VNode {
  useSession(session);
  const { spec } = session;
  const { says, size } = spec;
  const clock = useRef<ServerClock>(undefined);
  clock.current ??= new ServerClock();
  const [shown, show] = useState<{ seq: number; room: RoomState }>(
    () => session.heard("room") ?? { seq: 0, room: spec.room },
  );
  const [sheet, setSheet] = useState(false);
  const [called, setCalled] = useState("");
  const { room } = shown;

  useLayoutEffect(
    () =>
      session.listen((message) => {
        if (message.type === "time" || message.type === "room") clock.current?.hear(message.now);
        if (message.type === "room") show((before) => (message.seq >= before.seq ? message : before));
        if (message.type === "said") session.show({ text: message.message, tone: "trouble" });
      }),
    [session],
  );
  useWriting(session);

  // The page follows by itself; that it has done so is said once, to eyes and ears.
  const at = `${room.step}/${room.phase}`;
  const before = useRef(at);
  useEffect(() => {
    if (before.current === at) return;
    const sameStep = before.current.startsWith(`${room.step}/`);
    before.current = at;
    const words = sameStep
      ? `${room.phase_title}. ${room.phase_says}`
      : say(says, "called", { n: room.number, step: room.step_title });
    session.speak(words);
    if (size === "wall") return;
    setCalled(words);
    if (!sameStep) globalThis.scrollTo?.({ top: 0 });
    const timer = setTimeout(() => setCalled(""), CALL_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [at]);

  const lost = session.connection === "lost";
  if (size === "wall") {
    return (
      <section class="cjw cjw-room cjw-wall" lang={spec.lang}>
        <div class="cjw-wall-where">
          <p class="cjw-wall-step">
            <span class="cjw-wall-n">{room.number}</span> {room.step_title}
          </p>
          <h1 class="cjw-wall-phase">{room.phase_title}</h1>
        </div>
        {room.phase === "collect" && room.people > 0 && (
          <p class="cjw-wall-done">
            <strong>{say(says, "done_of", { n: room.done_people, all: room.people })}</strong>{" "}
            {says.done_short}
          </p>
        )}
        <Timer room={room} clock={clock.current} says={says} session={session} />
        {lost && <p class="cjw-wall-lost">{session.say("connection_lost")}</p>}
        <p class="cjw-spoken" aria-live="polite">
          {session.spoken}
        </p>
      </section>
    );
  }
  return (
    <section class="cjw cjw-room" lang={spec.lang} aria-label={says.label} data-phase={room.phase}>
      <div class="cjw-room-row">
        <p class="cjw-room-phase">
          <strong>{room.phase_title}</strong>
          <Timer room={room} clock={clock.current} says={says} session={session} />
        </p>
        {room.asks_done && (
          <button
            type="button"
            class="cjw-button cjw-room-done"
            aria-pressed={room.done}
            disabled={room.locked}
            onClick={() => session.link.send({ type: "done", step: room.step, done: !room.done })}
          >
            <span class="cjw-room-tick" aria-hidden="true">
              {room.done ? "✓" : ""}
            </span>
            {says.done}
          </button>
        )}
        {room.me !== null && (
          <button type="button" class="cjw-room-me" aria-haspopup="dialog" onClick={() => setSheet(true)}>
            <span class="cjw-room-face" style={{ background: room.me.colour }} aria-hidden="true">
              {room.me.initials}
            </span>
            <span class="cjw-spoken">{say(says, "me", { name: room.me.name })}</span>
          </button>
        )}
      </div>
      {/* What is new stands above what is always so; a strip has room for one line. */}
      {called !== "" ? (
        <p class="cjw-room-called">{called}</p>
      ) : (
        !room.locked && <p class="cjw-room-says">{room.phase_says}</p>
      )}
      {room.locked && (
        <p class="cjw-room-lost" role="status">
          {says.locked}
        </p>
      )}
      {room.writing.length > 0 && (
        <p class="cjw-room-writing" role="status" dir="auto">
          {say(says, "writing", { names: room.writing.join(", ") })}
        </p>
      )}
      <ToastView session={session} />
      {lost && (
        <p class="cjw-room-lost" role="status">
          {session.say("connection_lost")}
        </p>
      )}
      <p class="cjw-spoken" aria-live="polite">
        {session.spoken}
      </p>
      {sheet && room.me !== null && (
        <MeSheet session={session} view={view} room={room} me={room.me} onClose={() => setSheet(false)} />
      )}
    </section>
  );
}

/** Counts down on this page, by the server's time. */
function Timer(props: {
  readonly room: RoomState;
  readonly clock: ServerClock;
  readonly says: Readonly<Record<string, string>>;
  readonly session: Session;
}): VNode | null {
  const { room, clock, says, session } = props;
  const [, tick] = useState(0);
  const running = room.ends_at !== null;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => tick((n) => n + 1), 250);
    return () => clearInterval(timer);
  }, [running]);
  const left = room.ends_at === null ? room.left_s : clock.until(room.ends_at);
  const state = left <= 0 ? "over" : left <= LITTLE_S ? "little" : "much";
  const was = useRef(state);
  useEffect(() => {
    if (running && was.current !== state && state !== "much") session.speak(says[state] ?? "");
    was.current = state;
  }, [state, running]);
  if (!running && left <= 0) return null;
  const text = running && left <= 0 ? says.over : minutes(left);
  return (
    <span class="cjw-timer" role="timer" data-state={running ? state : "paused"}>
      {text}
      {!running && <small> {says.paused}</small>}
    </span>
  );
}

const RESTS_MS = 300;

/** Say which text is being written in on this page, whichever widget it stands in. */
function useWriting(session: Session): void {
  useEffect(() => {
    let said = "";
    const tell = (): void => {
      const at = globalThis.document?.activeElement;
      const { entity, field } = at instanceof HTMLElement ? at.dataset : {};
      const now = entity !== undefined && field !== undefined ? `${entity}/${field}` : "";
      if (now === said) return;
      said = now;
      session.link.send({
        type: "here",
        entity: now === "" ? null : (entity ?? null),
        field: now === "" ? null : (field ?? null),
      });
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    // Whoever only passes through a field says nothing, and what they write there goes first.
    const later = (): void => {
      clearTimeout(timer);
      timer = setTimeout(tell, RESTS_MS);
    };
    globalThis.document?.addEventListener("focusin", later);
    globalThis.document?.addEventListener("focusout", later);
    return () => {
      clearTimeout(timer);
      globalThis.document?.removeEventListener("focusin", later);
      globalThis.document?.removeEventListener("focusout", later);
    };
  }, [session]);
}

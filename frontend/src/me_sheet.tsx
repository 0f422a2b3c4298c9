// What is mine in the room: name, team and colour, and the way to another device.
import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RoomSpec } from "./room.tsx";
import { minutes, ServerClock } from "./server_clock.ts";
import type { Session } from "./session.ts";
import { Dialog } from "./sheet.tsx";
import type { RoomState } from "./wire.ts";
import { say } from "./words.ts";

interface Code {
  readonly code: string;
  readonly ends_at: number;
}

export function MeSheet(props: {
  readonly session: Session<RoomSpec>;
  readonly view: string;
  readonly room: RoomState;
  readonly me: NonNullable<RoomState["me"]>;
  readonly onClose: () => void;
}): VNode {
  const { session, view, room, me } = props;
  const { says, colours, hands_over } = session.spec;
  const [name, setName] = useState(me.name);
  const [team, setTeam] = useState(me.team);
  const [colour, setColour] = useState(me.colour);
  const [problem, setProblem] = useState("");
  const [saved, setSaved] = useState("");
  const [code, setCode] = useState<Code | null>(null);
  const [left, setLeft] = useState(0);
  const n = useRef(0);
  const clock = useRef(new ServerClock());

  useLayoutEffect(
    () =>
      session.listen((message) => {
        if (message.type === "answer" && message.n === n.current) {
          setProblem(message.errors.name ?? "");
          setSaved(message.message);
        }
        if (message.type === "code") {
          clock.current.hear(message.now);
          setCode({ code: message.code, ends_at: message.ends_at });
          setLeft(clock.current.until(message.ends_at));
        }
      }),
    [session],
  );
  useEffect(() => {
    if (code === null) return;
    const timer = setInterval(() => setLeft(clock.current.until(code.ends_at)), 1000);
    return () => clearInterval(timer);
  }, [code]);

  const send = (): void => {
    n.current += 1;
    setSaved("");
    setProblem("");
    session.link.send({ type: "submit", n: n.current, values: { name, team, colour } });
  };
  return (
    <Dialog title={says.you ?? ""} name="me" view={view} onClose={props.onClose}>
      {(close) => (
        <>
          <form
            class="cjw-me"
            onSubmit={(event) => {
              event.preventDefault();
              send();
            }}
          >
            <label for={`${view}-name`}>{says.name}</label>
            <input
              id={`${view}-name`}
              value={name}
              maxLength={60}
              dir="auto"
              autocomplete="off"
              aria-invalid={problem !== "" || undefined}
              aria-describedby={problem === "" ? undefined : `${view}-problem`}
              onInput={(event) => setName(event.currentTarget.value)}
            />
            {problem !== "" && (
              <p class="cjw-error" id={`${view}-problem`} role="alert">
                {problem}
              </p>
            )}
            {room.teams.length > 0 && (
              <>
                <label for={`${view}-team`}>{says.team}</label>
                <select
                  id={`${view}-team`}
                  value={team}
                  onChange={(event) => setTeam(event.currentTarget.value)}
                >
                  <option value="">{says.no_team}</option>
                  {room.teams.map(([id, label]) => (
                    <option key={id} value={id}>
                      {label}
                    </option>
                  ))}
                </select>
              </>
            )}
            <fieldset class="cjw-me-colours">
              <legend>{says.colour}</legend>
              {colours.map((one, place) => (
                <label key={one} class="cjw-me-colour">
                  <input
                    type="radio"
                    name={`${view}-colour`}
                    checked={one === colour}
                    aria-label={say(says, "colour_n", { n: place + 1 })}
                    onChange={() => setColour(one)}
                  />
                  <span style={{ background: one }} />
                </label>
              ))}
            </fieldset>
            <p class="cjw-me-ways">
              <button type="submit" class="cjw-button cjw-main">
                {says.save}
              </button>
              <span role="status">{saved}</span>
            </p>
          </form>
          {hands_over && (
            <section class="cjw-me-device" aria-labelledby={`${view}-device`}>
              <h4 id={`${view}-device`}>{says.device}</h4>
              <p>{says.device_help}</p>
              {code !== null && left > 0 ? (
                <p class="cjw-me-code" role="status">
                  <output>{code.code}</output>
                  <span>{say(says, "device_left", { time: minutes(left) })}</span>
                </p>
              ) : (
                <button
                  type="button"
                  class="cjw-button"
                  onClick={() => session.link.send({ type: "go", step: "hand-over" })}
                >
                  {says.device_show}
                </button>
              )}
            </section>
          )}
          <footer class="cjw-dialog-foot">
            <button type="button" class="cjw-button" onClick={close}>
              {session.say("close")}
            </button>
          </footer>
        </>
      )}
    </Dialog>
  );
}

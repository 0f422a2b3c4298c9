// What stands around a board's or table's cards: an example while there are none, pasting, settling all.
import type { VNode } from "preact";
import { addAll, type CardsSpec, exampleRows } from "./cards_spec.ts";
import type { Session } from "./session.ts";
import type { Rec } from "./wire.ts";

export function Tools({
  session,
  cards,
  onPaste,
}: {
  readonly session: Session<CardsSpec>;
  readonly cards: readonly (readonly [string, Rec])[];
  readonly onPaste: () => void;
}): VNode | null {
  const { spec } = session;
  const open = spec.settles ? cards.filter(([, record]) => record.fields.standing === "written") : [];
  const settle = (): void => {
    session.batch(open.map(([entity]) => ({ kind: spec.kind, entity, fields: { standing: "settled" } })));
    session.show({
      text: session.say("settled_all", { n: open.length }),
      tone: "plain",
      action: { label: session.say("undo"), run: () => session.undo() },
    });
  };
  if (!session.mayAdd || (!spec.paste && open.length === 0)) return null;
  return (
    <div class="cjw-tools">
      {spec.paste && (
        <button type="button" class="cjw-button cjw-quiet" aria-haspopup="dialog" onClick={onPaste}>
          {session.say("paste_rows")}
        </button>
      )}
      {open.length > 0 && (
        <button type="button" class="cjw-button cjw-quiet" onClick={settle}>
          {session.say("settle_all", { n: open.length })}
        </button>
      )}
    </div>
  );
}

/** What to do while there is nothing, and an example to begin with. */
export function Empty({
  session,
  text,
}: {
  readonly session: Session<CardsSpec>;
  readonly text: string;
}): VNode {
  const { spec } = session;
  const rows = exampleRows(session);
  return (
    <div class="cjw-empty">
      <p>{text}</p>
      {session.mayAdd && rows.length > 0 && (
        <>
          <p class="cjw-example-lead">{session.say("example_lead")}</p>
          <ul class="cjw-example">
            {rows.map((row) => (
              <li key={String(row[spec.title_field])} dir="auto">
                {String(row[spec.title_field] ?? "")}
              </li>
            ))}
          </ul>
          <button
            type="button"
            class="cjw-button"
            onClick={() =>
              addAll(session, rows, session.say("example_taken", { n: rows.length }), spec.example_parts)
            }
          >
            {session.say("example_take")}
          </button>
        </>
      )}
    </div>
  );
}

// "Paste rows": what a spreadsheet has on the clipboard becomes cards, after a look at what goes where.
import type { VNode } from "preact";
import { useMemo, useState } from "preact/hooks";
import { addAll, type CardsSpec } from "./cards_spec.ts";
import { guessColumns, matchHeads, readRows, toRecords } from "./paste.ts";
import type { Session } from "./session.ts";
import { Dialog } from "./sheet.tsx";
import type { Values } from "./wire.ts";

const SHOWN_ROWS = 5;
const SHOWN_FAULTS = 12;

export function PasteSheet(props: {
  readonly session: Session<CardsSpec>;
  readonly view: string;
  /** What is on the clipboard already, when it was pasted elsewhere. */
  readonly text: string;
  readonly onClose: () => void;
}): VNode {
  const { session, view } = props;
  const { spec } = session;
  const fields = useMemo(() => spec.fields.filter((field) => field.kind !== "picture"), [spec]);
  const [text, setText] = useState(props.text);
  const [chosen, setChosen] = useState<Readonly<Record<number, string | null>>>({});
  const [asHeads, setAsHeads] = useState<boolean | null>(null);
  const rows = useMemo(() => readRows(text), [text]);
  const matched = useMemo(() => matchHeads(rows[0] ?? [], fields), [rows, fields]);
  const heads = asHeads ?? matched.some((name) => name !== null);
  const width = Math.max(0, ...rows.map((row) => row.length));
  const guessed = heads ? matched : guessColumns(width, fields, spec.title_field);
  const columns = Array.from(
    { length: width },
    (_, place) => chosen[place] ?? (place in chosen ? null : (guessed[place] ?? null)),
  );
  const body = heads ? rows.slice(1) : rows;
  const limit = spec.limit ?? 2000;
  const tooMany = body.length > limit;
  const read = useMemo(
    () => (tooMany ? { rows: [], bad: [] } : toRecords(session, body, columns, fields, heads ? 2 : 1)),
    [text, tooMany, heads, columns.join("\t")],
  );
  const twice = columns.find((name, place) => name !== null && columns.indexOf(name) !== place);
  const label = (name: string): string => fields.find((field) => field.name === name)?.label ?? name;
  const add = (made: readonly Values[]): void =>
    addAll(session, made, session.say("pasted", { n: made.length, label: spec.kind_label }));
  const box = `${view}-paste-text`;
  const ready = read.rows.length > 0 && twice === undefined;
  return (
    <Dialog title={session.say("paste_title")} name="paste" view={view} onClose={props.onClose}>
      {(close) => (
        <>
          <label for={box} class="cjw-paste-label">
            {session.say("paste_here")}
          </label>
          <p class="cjw-help" id={`${box}-help`}>
            {session.say("paste_help", {
              list: fields
                .filter((field) => field.first)
                .map((field) => field.label)
                .join(", "),
            })}
          </p>
          <textarea
            id={box}
            rows={rows.length === 0 ? 6 : 2}
            class="cjw-paste-text"
            aria-describedby={`${box}-help`}
            value={text}
            onInput={(event) => {
              setText(event.currentTarget.value);
              setChosen({});
              setAsHeads(null);
            }}
          />
          {tooMany && (
            <p class="cjw-error" role="alert">
              {session.say("paste_too_many", { n: body.length, limit })}
            </p>
          )}
          {rows.length > 0 && !tooMany && (
            <>
              <label class="cjw-check">
                <input
                  type="checkbox"
                  checked={heads}
                  onChange={(event) => setAsHeads(event.currentTarget.checked)}
                />
                <span>{session.say("paste_heads")}</span>
              </label>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard */}
              <section class="cjw-scroll" aria-label={session.say("paste_preview")} tabIndex={0}>
                <table class="cjw-preview">
                  <caption class="cjw-spoken">{session.say("paste_preview")}</caption>
                  <thead>
                    <tr>
                      {columns.map((name, place) => (
                        <th key={place} scope="col">
                          <select
                            aria-label={session.say("paste_column", {
                              n: place + 1,
                              head: rows[0]?.[place] ?? "",
                            })}
                            value={name ?? ""}
                            onChange={(event) =>
                              setChosen({
                                ...chosen,
                                [place]: event.currentTarget.value === "" ? null : event.currentTarget.value,
                              })
                            }
                          >
                            <option value="">{session.say("paste_leave_out")}</option>
                            {fields.map((field) => (
                              <option key={field.name} value={field.name}>
                                {field.label}
                              </option>
                            ))}
                          </select>
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {body.slice(0, SHOWN_ROWS).map((cells, place) => (
                      <tr key={place}>
                        {columns.map((name, column) => (
                          <td key={column} data-out={name === null || undefined} dir="auto">
                            {cells[column] ?? ""}
                          </td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
              {body.length > SHOWN_ROWS && (
                <p class="cjw-help">{session.say("paste_more", { n: body.length - SHOWN_ROWS })}</p>
              )}
              {twice !== undefined && (
                <p class="cjw-error" role="alert">
                  {session.say("paste_twice", { label: label(twice ?? "") })}
                </p>
              )}
              <Faults session={session} bad={read.bad} />
            </>
          )}
          <footer class="cjw-dialog-foot">
            <button type="button" class="cjw-button" onClick={close}>
              {session.say("cancel")}
            </button>
            <button
              type="button"
              class="cjw-button cjw-main"
              aria-disabled={!ready}
              onClick={() => {
                if (!ready) return;
                close();
                add(read.rows);
              }}
            >
              {session.say("paste_add", { n: read.rows.length })}
            </button>
          </footer>
        </>
      )}
    </Dialog>
  );
}

function Faults(props: {
  readonly session: Session;
  readonly bad: ReturnType<typeof toRecords>["bad"];
}): VNode | null {
  const { session, bad } = props;
  if (bad.length === 0) return null;
  return (
    <div class="cjw-theirs" role="status">
      <p>{session.say("paste_faults", { n: bad.length })}</p>
      <ul class="cjw-faults">
        {bad.slice(0, SHOWN_FAULTS).map((one) => (
          <li key={`${one.row}-${one.label}`} dir="auto">
            {session.say(one.left ? "paste_row_left" : "paste_row", { row: one.row, problem: one.problem })}
          </li>
        ))}
        {bad.length > SHOWN_FAULTS && (
          <li>{session.say("paste_more_faults", { n: bad.length - SHOWN_FAULTS })}</li>
        )}
      </ul>
    </div>
  );
}

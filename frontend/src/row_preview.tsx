// What goes where: the first rows of a list with a field chosen for each column, and what does not fit.
import type { VNode } from "preact";
import type { toRecords } from "./paste.ts";
import type { Session } from "./session.ts";
import type { Field } from "./wire.ts";

const SHOWN_ROWS = 5;
const SHOWN_FAULTS = 12;

export function RowPreview(props: {
  readonly session: Session;
  readonly fields: readonly Field[];
  /** What stands above each column, where there are headings. */
  readonly heads: readonly string[];
  readonly body: readonly (readonly string[])[];
  readonly columns: readonly (string | null)[];
  readonly onChoose: (column: number, name: string | null) => void;
}): VNode {
  const { session, body, columns } = props;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard */}
      <section class="cjw-scroll" aria-label={session.say("paste_preview")} tabIndex={0}>
        <table class="cjw-preview">
          <caption class="cjw-spoken">{session.say("paste_preview")}</caption>
          <thead>
            <tr>
              {columns.map((name, place) => (
                <th key={place} scope="col">
                  {props.heads[place] !== undefined && <span dir="auto">{props.heads[place]}</span>}
                  <select
                    aria-label={session.say("paste_column", { n: place + 1, head: props.heads[place] ?? "" })}
                    value={name ?? ""}
                    onChange={(event) => props.onChoose(place, event.currentTarget.value || null)}
                  >
                    <option value="">{session.say("paste_leave_out")}</option>
                    {props.fields.map((field) => (
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
    </>
  );
}

export function Faults(props: {
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

/** What a card must have and no column gives is asked once, for all rows. */
export function ForAll(props: {
  readonly session: Session;
  readonly view: string;
  readonly field: Field;
  readonly value: string;
  readonly onPick: (value: string) => void;
}): VNode {
  const { session, field } = props;
  const options: readonly (readonly [string | number, string])[] =
    field.kind === "ref"
      ? session.records.of(...(field.refers ?? [])).map(([id, one]) => [id, one.label] as const)
      : (field.choices ?? []);
  const id = `${props.view}-all-${field.name}`;
  return (
    <p class="cjw-for-all">
      <label for={id}>{session.say("paste_for_all", { label: field.label })}</label>
      <select id={id} value={props.value} onChange={(event) => props.onPick(event.currentTarget.value)}>
        <option value="">–</option>
        {options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </p>
  );
}

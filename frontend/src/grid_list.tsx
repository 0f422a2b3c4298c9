// A grid on a phone: a section a row that says who has which part, and unfolds to a list to choose from a column.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { type Cell, cellOf, choose, groupsOf, mayChoose } from "./cells.ts";
import { type GridProps, Mark, tally } from "./grid.tsx";
import type { Rec } from "./wire.ts";

export function GridList(props: GridProps): VNode {
  const { session, columns } = props;
  const groups = groupsOf(session);
  const rows = groups.flatMap((group) => group.rows);
  const isGiven = ([row]: readonly [string, Rec]): boolean =>
    columns.some(([column]) => cellOf(session, row, column).value !== null);
  // While nothing is given, the first row shows what is asked; it stays open whatever is chosen next.
  const [opened] = useState(rows.some(isGiven) ? "" : (rows[0]?.[0] ?? ""));
  return (
    <>
      {groups.map((group) => (
        <section key={group.key} class="cjw-grid-group" aria-label={group.label || undefined}>
          {group.label !== "" && (
            <h3 class="cjw-grid-head" dir="auto">
              {group.label}
            </h3>
          )}
          {group.rows.map(([row, record]) => (
            <Row key={row} {...props} row={row} record={record} opened={row === opened} />
          ))}
        </section>
      ))}
    </>
  );
}

interface RowProps extends GridProps {
  readonly row: string;
  readonly record: Rec;
  readonly opened: boolean;
}

function Row({ session, view, marks, columns, row, record, opened }: RowProps): VNode {
  const [open, setOpen] = useState(opened);
  const name = `${view}-${row}`;
  const cells = columns.map(([column, head]): [Cell, string] => {
    return [cellOf(session, row, column), head.label || session.say("untitled")];
  });
  return (
    <section class="cjw-grid-row" aria-labelledby={name}>
      <h4>
        <button
          type="button"
          class="cjw-grid-fold"
          aria-expanded={open}
          aria-controls={`${name}-cells`}
          onClick={() => setOpen(!open)}
        >
          <span id={name} dir="auto">
            {record.label || session.say("untitled")}
          </span>
          {!open && <Given session={session} cells={cells} marks={marks} />}
        </button>
      </h4>
      <div id={`${name}-cells`} class="cjw-grid-cells" hidden={!open}>
        {open &&
          cells.map(([cell, label]) => (
            <Pick key={cell.column} session={session} view={view} marks={marks} cell={cell} label={label} />
          ))}
      </div>
    </section>
  );
}

/** What stands in a row that is folded: a mark and whose it is; where this person has said nothing, what others say. */
function Given({ session, cells, marks }: Pick<GridProps, "session" | "marks"> & Cells): VNode {
  const given = cells.filter(([cell]) => cell.value !== null || cell.others.length > 0);
  return (
    <span class="cjw-grid-given">
      {given.map(([cell, label]) => {
        const mark = marks.find((one) => one.value === cell.value);
        const others = tally(cell, marks);
        const list = others.map(([one, n]) => `${n} × ${one.label}`).join(", ");
        return (
          <span key={cell.column} class="cjw-grid-chip" dir="auto">
            {mark !== undefined && <Mark mark={mark} />}
            {mark === undefined && (
              <span class="cjw-others" aria-hidden="true">
                {others.map(([one, n]) => (n > 1 ? `${one.mark}×${n}` : one.mark)).join(" ")}
              </span>
            )}
            {mark !== undefined && <span class="cjw-spoken">{mark.label}: </span>}
            {label}
            {mark === undefined && <span class="cjw-spoken">: {session.say("grid_others", { list })}</span>}
          </span>
        );
      })}
      {given.length === 0 && <span>{session.say("grid_empty")}</span>}
    </span>
  );
}

interface Cells {
  readonly cells: readonly (readonly [Cell, string])[];
}

function Pick(props: PickProps): VNode {
  const { session, view, marks, cell, label } = props;
  const id = `${view}-${cell.row}-${cell.column}`;
  const mark = marks.find((one) => one.value === cell.value);
  const others = tally(cell, marks).map(([one, n]) => `${n} × ${one.label}`);
  return (
    <div class="cjw-grid-cell">
      <label for={id} dir="auto">
        {label}
      </label>
      <span class="cjw-grid-pick">
        {mark !== undefined && <Mark mark={mark} />}
        <select
          id={id}
          disabled={!mayChoose(session, cell)}
          value={cell.value === null ? "" : String(cell.value)}
          onChange={(event) => {
            const picked = marks.find((one) => String(one.value) === event.currentTarget.value);
            choose(session, cell, picked?.value ?? null);
          }}
        >
          <option value="">–</option>
          {marks.map((one) => (
            <option key={one.mark} value={String(one.value)}>
              {one.label}
            </option>
          ))}
        </select>
      </span>
      {others.length > 0 && <p class="cjw-help">{session.say("grid_others", { list: others.join(", ") })}</p>}
    </div>
  );
}

interface PickProps extends Omit<GridProps, "columns"> {
  readonly cell: Cell;
  readonly label: string;
}

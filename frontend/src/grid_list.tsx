// A grid on a phone: a section a row, and in it a list to choose from for each column.
import type { VNode } from "preact";
import { cellOf, choose, groupsOf, mayChoose } from "./cells.ts";
import { type GridProps, Mark, tally } from "./grid.tsx";

export function GridList({ session, view, marks, columns }: GridProps): VNode {
  return (
    <>
      {groupsOf(session).map((group) => (
        <section key={group.key} class="cjw-grid-group" aria-label={group.label || undefined}>
          {group.label !== "" && (
            <h3 class="cjw-grid-head" dir="auto">
              {group.label}
            </h3>
          )}
          {group.rows.map(([row, record]) => (
            <section key={row} class="cjw-grid-row" aria-labelledby={`${view}-${row}`}>
              <h4 id={`${view}-${row}`} dir="auto">
                {record.label || session.say("untitled")}
              </h4>
              {columns.map(([column, head]) => {
                const cell = cellOf(session, row, column);
                const id = `${view}-${row}-${column}`;
                const mark = marks.find((one) => one.value === cell.value);
                const others = tally(cell, marks).map(([one, n]) => `${n} × ${one.label}`);
                return (
                  <div key={column} class="cjw-grid-cell">
                    <label for={id} dir="auto">
                      {head.label || session.say("untitled")}
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
                    {others.length > 0 && (
                      <p class="cjw-help">{session.say("grid_others", { list: others.join(", ") })}</p>
                    )}
                  </div>
                );
              })}
            </section>
          ))}
        </section>
      ))}
    </>
  );
}

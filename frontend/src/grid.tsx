// A grid: one choice in each cell of a table of two kinds of things; on a phone a list with a section a row.
import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { AddCard } from "./add_card.tsx";
import {
  type Cell,
  cellOf,
  choose,
  type GridSpec,
  groupsOf,
  type Marked,
  markAt,
  marksOf,
  mayChoose,
} from "./cells.ts";
import { GridList } from "./grid_list.tsx";
import { newId } from "./ids.ts";
import type { ViewProps } from "./mount.ts";
import { PasteRows } from "./paste_rows.tsx";
import { between } from "./rank.ts";
import { asGridCells } from "./receiving.ts";
import type { Session } from "./session.ts";
import { Dialog } from "./sheet.tsx";
import { Closed, Frame, useSession } from "./status.tsx";
import type { Rec } from "./wire.ts";

/** Narrower than this, a table of more than two columns would have to be pushed about. */
const WIDE_ENOUGH_PX = 640;

export function GridView({ session, view }: ViewProps<GridSpec>): VNode {
  useSession(session);
  const { spec } = session;
  const box = useRef<HTMLDivElement>(null);
  const [narrow, setNarrow] = useState(globalThis.innerWidth < WIDE_ENOUGH_PX);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setNarrow(entry.contentRect.width < WIDE_ENOUGH_PX);
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const rows = session.records.of(spec.rows);
  const columns = session.records.of(spec.columns);
  const marks = marksOf(spec.value);
  const ready = rows.length > 0 && columns.length > 0;
  return (
    <Frame session={session} name="grid">
      {rows.length === 0 && (
        <p class="cjw-empty">{session.say("grid_no_rows", { label: spec.rows_label })}</p>
      )}
      {columns.length === 0 && <NoColumns session={session} view={view} />}
      {ready && <Closed session={session} />}
      {ready && (
        <ul class="cjw-legend">
          {marks.map((mark) => (
            <li key={mark.mark}>
              <Mark mark={mark} /> {mark.label}
            </li>
          ))}
        </ul>
      )}
      <div ref={box}>
        {ready && narrow && <GridList session={session} view={view} marks={marks} columns={columns} />}
        {ready && !narrow && <GridTable session={session} view={view} marks={marks} columns={columns} />}
      </div>
      {ready && session.mayAdd && (
        <PasteRows session={session} view={view} receiving={() => asGridCells(session)} />
      )}
    </Frame>
  );
}

function NoColumns({ session, view }: ViewProps<GridSpec>): VNode {
  const { spec } = session;
  const add = (text: string): string => {
    const id = newId(spec.columns.replace(/_/g, "-"));
    const fields = { [spec.column_field.name]: text, rank: between("", "") };
    session.change(spec.columns, id, fields, { made: true });
    return id;
  };
  return (
    <div class="cjw-empty">
      <p>
        {session.say(spec.leads === true ? "grid_no_columns_lead" : "grid_no_columns", {
          label: spec.columns_label,
        })}
      </p>
      {spec.leads === true && (
        <AddCard
          id={`${view}-column`}
          place="column"
          session={session}
          field={spec.column_field}
          label={session.say("new_row", { label: spec.columns_label })}
          placeholder={session.say("new_row", { label: spec.columns_label })}
          onAdd={add}
        />
      )}
    </div>
  );
}

export function Mark({ mark }: { readonly mark: Marked }): VNode {
  return (
    <span class="cjw-mark" data-mark={mark.place} aria-hidden="true">
      {mark.mark}
    </span>
  );
}

export interface GridProps extends ViewProps<GridSpec> {
  readonly marks: readonly Marked[];
  readonly columns: readonly (readonly [string, Rec])[];
}

type At = readonly [row: string, column: string];

function GridTable({ session, view, marks, columns }: GridProps): VNode {
  const { spec } = session;
  const groups = groupsOf(session);
  const rows = groups.flatMap((group) => group.rows);
  const [at, setAt] = useState<At>([rows[0]?.[0] ?? "", columns[0]?.[0] ?? ""]);
  const [open, setOpen] = useState<At | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const here = rows.some(([id]) => id === at[0]) && columns.some(([id]) => id === at[1]);
  const current: At = here ? at : [rows[0]?.[0] ?? "", columns[0]?.[0] ?? ""];

  const go = (row: number, column: number): void => {
    const to = [rows[row]?.[0], columns[column]?.[0]] as const;
    if (to[0] === undefined || to[1] === undefined) return;
    setAt([to[0], to[1]]);
    const button = table.current?.querySelector<HTMLElement>(`[data-cell="${to[0]}/${to[1]}"]`);
    button?.focus();
    button?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const press = (event: KeyboardEvent, cell: Cell): void => {
    if (event.altKey || event.metaKey || event.isComposing) return;
    const row = rows.findIndex(([id]) => id === cell.row);
    const column = columns.findIndex(([id]) => id === cell.column);
    const step = STEPS[event.key];
    if (step !== undefined) go(row + step[0], column + step[1]);
    else if (event.key === "Home") go(event.ctrlKey ? 0 : row, 0);
    else if (event.key === "End") go(event.ctrlKey ? rows.length - 1 : row, columns.length - 1);
    else if (event.key === "Delete" || event.key === "Backspace") set(cell, null);
    else if (event.ctrlKey) return;
    else {
      const mark = markAt(marks, event.key);
      if (mark === undefined) return;
      set(cell, mark);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const set = (cell: Cell, mark: Marked | null): void => {
    if (!mayChoose(session, cell)) {
      session.speak(session.rights?.closed ?? "");
      return;
    }
    choose(session, cell, mark?.value ?? null);
    session.speak(cellName(session, cell, mark));
  };
  const opened = open === null ? null : cellOf(session, open[0], open[1]);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard */}
      <section class="cjw-scroll" aria-label={spec.title || spec.kind_label} tabIndex={0}>
        <table ref={table} class="cjw-cells">
          <caption class="cjw-spoken">
            {spec.title || spec.kind_label}. {session.say("grid_hint")}
          </caption>
          <thead>
            <tr>
              <th scope="col">{spec.rows_label}</th>
              {columns.map(([id, record]) => (
                <th key={id} scope="col" dir="auto">
                  {record.label || session.say("untitled")}
                </th>
              ))}
            </tr>
          </thead>
          {groups.map((group) => (
            <tbody key={group.key}>
              {group.label !== "" && (
                <tr>
                  <th scope="rowgroup" colSpan={columns.length + 1} class="cjw-rowgroup" dir="auto">
                    {group.label}
                  </th>
                </tr>
              )}
              {group.rows.map(([row, record]) => (
                <tr key={row}>
                  <th scope="row" dir="auto">
                    {record.label || session.say("untitled")}
                  </th>
                  {columns.map(([column]) => (
                    <td key={column}>
                      <CellButton
                        session={session}
                        marks={marks}
                        cell={cellOf(session, row, column)}
                        current={row === current[0] && column === current[1]}
                        onFocus={() => setAt([row, column])}
                        onOpen={() => {
                          const cell = cellOf(session, row, column);
                          if (mayChoose(session, cell)) setOpen([row, column]);
                          else set(cell, null);
                        }}
                        onKey={press}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </section>
      {opened !== null && (
        <Chooser
          session={session}
          view={view}
          marks={marks}
          cell={opened}
          onChoose={(mark) => set(opened, mark)}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function CellButton(props: {
  readonly session: Session<GridSpec>;
  readonly marks: readonly Marked[];
  readonly cell: Cell;
  readonly current: boolean;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
  readonly onKey: (event: KeyboardEvent, cell: Cell) => void;
}): VNode {
  const { session, cell, marks } = props;
  const mark = marks.find((one) => one.value === cell.value) ?? null;
  return (
    <button
      type="button"
      class="cjw-cell"
      data-cell={`${cell.row}/${cell.column}`}
      data-empty={mark === null || undefined}
      tabIndex={props.current ? 0 : -1}
      aria-disabled={!mayChoose(session, cell)}
      aria-haspopup="dialog"
      onFocus={props.onFocus}
      onClick={props.onOpen}
      onKeyDown={(event) => props.onKey(event, cell)}
    >
      <span class="cjw-spoken">{cellName(session, cell, mark)}</span>
      {mark === null ? <span aria-hidden="true">·</span> : <Mark mark={mark} />}
      {cell.others.length > 0 && (
        <span class="cjw-others" aria-hidden="true">
          {tally(cell, marks)
            .map(([one, n]) => (n > 1 ? `${one.mark}×${n}` : one.mark))
            .join(" ")}
        </span>
      )}
    </button>
  );
}

/** Everything that a cell says, for a screen reader: where it is, what stands there, and what others say. */
export function cellName(session: Session<GridSpec>, cell: Cell, mark: Marked | null): string {
  const label = (id: string): string => session.get(id)?.label ?? "";
  const said = mark === null ? session.say("grid_empty") : mark.label;
  const others = tally(cell, marksOf(session.spec.value)).map(([one, n]) => `${n} × ${one.label}`);
  const rest = others.length === 0 ? "" : ` ${session.say("grid_others", { list: others.join(", ") })}`;
  return `${label(cell.row)}, ${label(cell.column)}: ${said}.${rest}`;
}

export function tally(cell: Cell, marks: readonly Marked[]): [Marked, number][] {
  return marks
    .map((mark): [Marked, number] => [mark, cell.others.filter((one) => one === mark.value).length])
    .filter(([, n]) => n > 0);
}

function Chooser(props: {
  readonly session: Session<GridSpec>;
  readonly view: string;
  readonly marks: readonly Marked[];
  readonly cell: Cell;
  readonly onChoose: (mark: Marked | null) => void;
  readonly onClose: () => void;
}): VNode {
  const { session, cell, marks } = props;
  const label = (id: string): string => session.get(id)?.label || session.say("untitled");
  return (
    <Dialog
      title={`${label(cell.row)} · ${label(cell.column)}`}
      name="menu"
      view={props.view}
      onClose={props.onClose}
    >
      {(close) => {
        const pick = (mark: Marked | null): void => {
          close();
          props.onChoose(mark);
        };
        return (
          <>
            <ul class="cjw-menu-list">
              {marks.map((mark) => (
                <li key={mark.mark}>
                  <button
                    type="button"
                    class="cjw-menu-item cjw-menu-mark"
                    aria-pressed={mark.value === cell.value}
                    onClick={() => pick(mark)}
                  >
                    <Mark mark={mark} />
                    <span>{mark.label}</span>
                  </button>
                </li>
              ))}
            </ul>
            <footer class="cjw-dialog-foot">
              {cell.value !== null && (
                <button type="button" class="cjw-button" onClick={() => pick(null)}>
                  {session.say("clear")}
                </button>
              )}
              <button type="button" class="cjw-button" onClick={close}>
                {session.say("cancel")}
              </button>
            </footer>
          </>
        );
      }}
    </Dialog>
  );
}

// A table: rows to edit in their cells, or rows to read.
import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { AddCard } from "./add_card.tsx";
import { type CardsSpec, recordId, standsAlone } from "./cards_spec.ts";
import { movedTo } from "./columns.ts";
import { FieldView } from "./fields/field.tsx";
import { recordHolder } from "./holder.ts";
import type { ViewProps } from "./mount.ts";
import { missingFields, NewSheet } from "./new_sheet.tsx";
import { PasteSheet } from "./paste_sheet.tsx";
import { between } from "./rank.ts";
import { ReadTable } from "./read_table.tsx";
import { asCards } from "./receiving.ts";
import { Sheet } from "./sheet.tsx";
import { Frame, useSession } from "./status.tsx";
import { Empty, Tools } from "./tools.tsx";
import type { Field, Rec, Value, Values } from "./wire.ts";

export interface TableSpec extends CardsSpec {
  /** The fields that are columns; `fields` are those of the sheet. */
  readonly cells: readonly Field[];
  /** Only in a table to read. */
  readonly rows?: readonly (readonly Value[])[];
  readonly columns?: readonly (readonly [string, string])[];
}

export function TableView(props: ViewProps<TableSpec>): VNode {
  const { rows, columns } = props.session.spec;
  return rows === undefined || columns === undefined ? (
    <EditTable {...props} />
  ) : (
    <ReadTable {...props} rows={rows} columns={columns} />
  );
}

function EditTable({ session, view }: ViewProps<TableSpec>): VNode {
  useSession(session);
  const { spec } = session;
  const [opened, setOpened] = useState<string | null>(null);
  const [asking, setAsking] = useState<{ place: string; fields: Values } | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const [pasting, setPasting] = useState(false);
  const records = session.records.of(spec.kind).filter(([, record]) => standsAlone(session, record));
  const rows = { value: null, label: "", cards: records };
  const titleOf = (id: string): string =>
    String(session.value(id, spec.title_field) ?? "") || session.say("untitled");

  const remove = (id: string): void => {
    const card = titleOf(id);
    session.change(spec.kind, id, { deleted: true });
    session.show({
      text: session.say("deleted", { card }),
      tone: "plain",
      action: { label: session.say("undo"), run: () => session.undo() },
    });
  };
  const move = (id: string, index: number): void => {
    const fields = index < 0 || index >= records.length ? null : movedTo(rows, null, id, index);
    if (fields === null) {
      session.speak(session.say("moved_edge", { card: titleOf(id) }));
      return;
    }
    session.change(spec.kind, id, fields);
    session.speak(
      session.say("moved", { card: titleOf(id), place: index + 1, all: records.length, column: spec.title }),
    );
  };
  const add = (text: string): string | null => {
    const rank = between(records.at(-1)?.[1].rank ?? "", "");
    const fields = { [spec.title_field]: text, ...(spec.ranked ? { rank } : {}) };
    if (missingFields(spec.fields, fields).length === 0) return make(fields);
    setAsking({ place: "", fields });
    return null;
  };
  const make = (fields: Values): string => {
    const id = recordId(spec.kind);
    session.change(spec.kind, id, fields, { made: true });
    return id;
  };
  const titleField = spec.fields.find((field) => field.name === spec.title_field);
  return (
    <Frame session={session} name="table">
      {records.length === 0 && <Empty session={session} text={session.say("empty_table")} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard */}
      <section class="cjw-scroll" aria-label={spec.title || spec.kind_label} tabIndex={0}>
        <table class="cjw-edit">
          <caption class="cjw-spoken">
            {spec.title || spec.kind_label}. {session.say("table_hint")}
          </caption>
          <thead>
            <tr>
              {spec.cells.map((field) => (
                <th key={field.name} scope="col" class={`cjw-col-${field.kind}`}>
                  {field.label}
                  {field.unit !== undefined && <span class="cjw-unit"> ({field.unit})</span>}
                </th>
              ))}
              <th scope="col">
                <span class="cjw-spoken">{session.say("row_actions", { card: "" })}</span>
              </th>
            </tr>
          </thead>
          <tbody ref={body} onKeyDown={(event) => arrow(event, body.current)}>
            {records.map(([id, record], place) => (
              <Row
                key={id}
                session={session}
                view={view}
                id={id}
                record={record}
                title={titleOf(id)}
                onOpen={() => setOpened(id)}
                onStep={(step) => move(id, place + step)}
              />
            ))}
          </tbody>
        </table>
      </section>
      {titleField !== undefined && session.mayAdd && (
        <AddCard
          id={`${view}-add`}
          place=""
          session={session}
          field={titleField}
          label={session.say("new_row", { label: spec.kind_label })}
          placeholder={session.say("new_row", { label: spec.kind_label })}
          onAdd={add}
        />
      )}
      <Tools session={session} cards={records} onPaste={() => setPasting(true)} />
      {asking !== null && (
        <NewSheet
          session={session}
          view={view}
          title={session.say("new_row", { label: spec.kind_label })}
          fields={spec.fields}
          given={asking.fields}
          onMake={(fields) => {
            session.jotter.set(asking.place, "");
            make(fields);
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {opened !== null && (
        <Sheet
          key={opened}
          session={session}
          view={view}
          kind={spec.kind}
          entity={opened}
          fields={spec.fields}
          title={spec.kind_label}
          onClose={() => setOpened(null)}
          onDelete={() => remove(opened)}
          parts={spec.parts}
          comments={spec.comments}
        >
          {spec.ranked && session.may(opened) && records.length > 1 && (
            <div class="cjw-part-ways">
              {([-1, 1] as const).map((step) => (
                <button
                  key={step}
                  type="button"
                  class="cjw-button cjw-small"
                  onClick={() => move(opened, records.findIndex(([id]) => id === opened) + step)}
                >
                  {step < 0 ? "↑" : "↓"} {session.say(step < 0 ? "move_up" : "move_down")}
                </button>
              ))}
              <span role="status">
                {records.findIndex(([id]) => id === opened) + 1} / {records.length}
              </span>
            </div>
          )}
        </Sheet>
      )}
      {pasting && (
        <PasteSheet
          session={session}
          view={view}
          receiving={asCards(session, null)}
          onClose={() => setPasting(false)}
        />
      )}
    </Frame>
  );
}

function Row(
  props: ViewProps<TableSpec> & {
    readonly id: string;
    readonly record: Rec;
    readonly title: string;
    readonly onOpen: () => void;
    readonly onStep: (step: number) => void;
  },
): VNode {
  const { session, id, title } = props;
  const { spec } = session;
  const holder = recordHolder(session, `${props.view}-row`, spec.kind, id);
  return (
    <tr
      data-row={id}
      onKeyDown={(event) => {
        if (!spec.ranked || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
        event.preventDefault();
        event.stopPropagation();
        props.onStep(event.key === "ArrowUp" ? -1 : 1);
      }}
    >
      {spec.cells.map((field, place) => {
        const cell = <FieldView holder={holder} field={field} label={`${field.label}: ${title}`} />;
        return place === 0 ? (
          <th key={field.name} scope="row">
            {cell}
          </th>
        ) : (
          <td key={field.name} data-label={field.label}>
            {cell}
          </td>
        );
      })}
      <td>
        <button
          type="button"
          class="cjw-button cjw-quiet"
          aria-label={session.say("row_actions", { card: title })}
          aria-haspopup="dialog"
          onClick={props.onOpen}
        >
          <span aria-hidden="true">⋯</span>
        </button>
      </td>
    </tr>
  );
}

/** Enter and the arrow keys go from cell to cell, where they have no work of their own inside the cell. */
function arrow(event: KeyboardEvent, body: HTMLTableSectionElement | null): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing || body === null) return;
  const at = event.target;
  if (!(at instanceof HTMLElement) || at.closest(".cjw-theirs") !== null) return;
  const select = at instanceof HTMLSelectElement;
  const prose = at instanceof HTMLTextAreaElement && at.value.includes("\n");
  const step =
    event.key === "ArrowDown" && !select && !prose
      ? [1, 0]
      : event.key === "ArrowUp" && !select && !prose
        ? [-1, 0]
        : event.key === "Enter" && !event.shiftKey && !(at instanceof HTMLButtonElement)
          ? [1, 0]
          : event.key === "ArrowRight" && atEdge(at, "end")
            ? [0, 1]
            : event.key === "ArrowLeft" && atEdge(at, "start")
              ? [0, -1]
              : null;
  const cell = at.closest<HTMLTableCellElement>("th, td");
  const row = cell?.closest("tr");
  if (step === null || cell === null || row === null || row === undefined) return;
  if (at instanceof HTMLInputElement && (at.type === "date" || at.hasAttribute("list")) && step[0] !== 0) {
    if (event.key !== "Enter") return; // the arrows belong to the date and to its suggestions
  }
  const rows = [...body.rows];
  const to = rows[rows.indexOf(row) + (step[0] ?? 0)]?.cells[cell.cellIndex + (step[1] ?? 0)];
  const control = to?.querySelector<HTMLElement>("input, select, textarea, button");
  if (event.key === "Enter") event.preventDefault();
  if (control === null || control === undefined) return;
  event.preventDefault();
  control.focus();
  if (control instanceof HTMLInputElement && control.type !== "checkbox") control.select();
}

function atEdge(at: HTMLElement, edge: "start" | "end"): boolean {
  if (at instanceof HTMLSelectElement || at instanceof HTMLButtonElement) return true;
  if (at instanceof HTMLTextAreaElement || (at instanceof HTMLInputElement && at.type === "text")) {
    const all = at.selectionStart === 0 && at.selectionEnd === at.value.length;
    return all || (edge === "start" ? at.selectionEnd === 0 : at.selectionStart === at.value.length);
  }
  return at instanceof HTMLInputElement && at.type === "checkbox";
}

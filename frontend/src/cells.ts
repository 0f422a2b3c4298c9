// What stands in a grid's cells, and what choosing in one changes. No page needed.
import type { Session } from "./session.ts";
import type { Field, Rec, Spec, Value } from "./wire.ts";

export interface GridSpec extends Spec {
  readonly kind: string;
  readonly kind_label: string;
  /** Kinds of the rows and columns, what people call one of each, and the references to them. */
  readonly rows: string;
  readonly columns: string;
  readonly rows_label: string;
  readonly columns_label: string;
  readonly row: string;
  readonly column: string;
  readonly value: Field;
  readonly group: string | null;
  readonly group_kinds: readonly string[];
  /** The name of a column, for adding the first one. */
  readonly column_field: Field;
}

/** One value that a cell may hold, with the letter or number that stands for it. */
export interface Marked {
  readonly value: Value;
  readonly label: string;
  readonly mark: string;
  readonly place: number;
}

export interface Cell {
  readonly row: string;
  readonly column: string;
  /** Id of this seat's own answer, there or not. */
  readonly slot: string;
  readonly value: Value;
  /** What others say in this cell. */
  readonly others: readonly Value[];
}

export interface Group {
  readonly key: string;
  readonly label: string;
  readonly rows: readonly (readonly [string, Rec])[];
}

/** Choices are marked by the first letter of their stored word, the method's own (R, A, C, I), where those differ. */
export function marksOf(field: Field): readonly Marked[] {
  if (field.kind === "scale") {
    const low = field.low ?? 0;
    return Array.from({ length: (field.high ?? low) - low + 1 }, (_, place) => {
      const word = field.words?.[place];
      const label = word === undefined ? String(low + place) : `${low + place} ${word}`;
      return { value: low + place, label, mark: String(low + place), place };
    });
  }
  const choices = field.choices ?? [];
  const letters = choices.map(([value]) => String(value).slice(0, 1).toUpperCase());
  const differ = new Set(letters).size === letters.length;
  return choices.map(([value, label], place) => {
    return { value, label, mark: differ ? (letters[place] ?? "") : String(place + 1), place };
  });
}

/** The value that a key stands for: its mark, or the first letter of its label where no other begins so. */
export function markAt(marks: readonly Marked[], key: string): Marked | undefined {
  if (key.length !== 1 || key === " ") return undefined;
  const typed = key.toLowerCase();
  const exact = marks.find((one) => one.mark.toLowerCase() === typed);
  if (exact !== undefined) return exact;
  const begins = marks.filter((one) => one.label.toLowerCase().startsWith(typed));
  return begins.length === 1 ? begins[0] : undefined;
}

export function cellOf(session: Session<GridSpec>, row: string, column: string): Cell {
  const { spec, records } = session;
  const slot = session.get(row)?.slots?.[column] ?? "";
  const value = session.get(slot)?.fields[spec.value.name] ?? null;
  const others = records
    .by(spec.kind, spec.row, row)
    .filter(([id, record]) => id !== slot && record.fields[spec.column] === column)
    .map(([, record]) => record.fields[spec.value.name] ?? null);
  return { row, column, slot, value, others };
}

/** Whether this person may choose in a cell now: an empty one may be closed while one's own answer is not. */
export function mayChoose(session: Session<GridSpec>, cell: Cell): boolean {
  return cell.slot !== "" && session.may(cell.slot);
}

export function choose(session: Session<GridSpec>, cell: Cell, value: Value): void {
  const { spec } = session;
  if (value === cell.value || !mayChoose(session, cell)) return;
  const made = session.get(cell.slot) === undefined;
  if (value === null) session.change(spec.kind, cell.slot, { deleted: true });
  else session.change(spec.kind, cell.slot, { [spec.value.name]: value }, { made });
}

/** The rows under what they belong to, in the order of that; in one group where there is none. */
export function groupsOf(session: Session<GridSpec>): readonly Group[] {
  const { rows, group, group_kinds } = session.spec;
  const all = session.records.of(rows);
  if (group === null) return [{ key: "", label: "", rows: all }];
  const found = session.records.of(...group_kinds).map(([id, record]) => {
    return { key: id, label: record.label, rows: all.filter(([, row]) => row.fields[group] === id) };
  });
  const placed = new Set(found.flatMap((one) => one.rows.map(([id]) => id)));
  const rest = { key: "", label: session.say("without_column"), rows: all.filter(([id]) => !placed.has(id)) };
  const shown = [...found, rest].filter((one) => one.rows.length > 0);
  return shown.length === 1 && shown[0] === rest ? [{ ...rest, label: "" }] : shown;
}

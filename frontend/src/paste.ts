// From what a spreadsheet puts on the clipboard to records: rows, columns, and cells that do not fit. No page needed.
import { named } from "./cards_spec.ts";
import { check, type Say } from "./check.ts";
import { scalePoints } from "./fields/points.ts";
import type { Session } from "./session.ts";
import type { Field, Value, Values } from "./wire.ts";

/** Rows of cells of tab-separated text; a cell in quotes may hold tabs, line breaks and doubled quotes. */
export function readRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const end = (): void => {
    row.push(cell);
    cell = "";
  };
  const source = text.replace(/\r\n?/g, "\n");
  for (let at = 0; at < source.length; at++) {
    const one = source[at] as string;
    if (quoted) {
      if (one !== '"') cell += one;
      else if (source[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (one === '"' && cell === "" && closes(source, at)) quoted = true;
    else if (one === "\t") end();
    else if (one === "\n") {
      end();
      rows.push(row);
      row = [];
    } else cell += one;
  }
  end();
  rows.push(row);
  return rows.filter((cells) => cells.some((one) => one.trim() !== ""));
}

/** A quote opens a cell only where another one closes it before a tab, a line's end or the end. */
function closes(source: string, from: number): boolean {
  for (let at = from + 1; at < source.length; at++) {
    if (source[at] !== '"') continue;
    if (source[at + 1] === '"') at += 1;
    else return at + 1 === source.length || source[at + 1] === "\t" || source[at + 1] === "\n";
  }
  return false;
}

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_*:]+/g, " ")
    .trim();

/** The field that each cell of a first row names, by its label or its name; null where none is. Each field once. */
export function matchHeads(heads: readonly string[], fields: readonly Field[]): (string | null)[] {
  const taken = new Set<string>();
  return heads.map((head) => {
    const wanted = plain(head);
    const found = fields.find(
      (field) =>
        !taken.has(field.name) && wanted !== "" && [plain(field.label), plain(field.name)].includes(wanted),
    );
    if (found === undefined) return null;
    taken.add(found.name);
    return found.name;
  });
}

/** Columns where there are no headings: the title first, then the fields in the order of the form. */
export function guessColumns(width: number, fields: readonly Field[], title: string): (string | null)[] {
  const order = [title, ...fields.map((field) => field.name).filter((name) => name !== title)];
  return Array.from({ length: width }, (_, place) => (place === 0 ? (order[0] ?? null) : null));
}

export interface Bad {
  /** Counted from 1 as the spreadsheet counts what was pasted, headings included. */
  readonly row: number;
  readonly label: string;
  readonly problem: string;
  /** True where the whole row is left out for it. */
  readonly left: boolean;
}

export interface Read {
  readonly rows: readonly Values[];
  readonly bad: readonly Bad[];
}

/** The records in `rows`; `first` is the number of the first row. A cell that does not fit stays open, and is named. */
export function toRecords(
  session: Session,
  rows: readonly (readonly string[])[],
  columns: readonly (string | null)[],
  fields: readonly Field[],
  first: number,
): Read {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const bad: Bad[] = [];
  const made: Values[] = [];
  const say: Say = (key, places) => session.say(key, places);
  rows.forEach((cells, place) => {
    const row = first + place;
    const values: Record<string, Value> = {};
    columns.forEach((name, column) => {
      const field = name === null ? undefined : byName.get(name);
      const text = cells[column] ?? "";
      if (field === undefined || text.trim() === "") return;
      const read = cellValue(session, field, text, say);
      if ("problem" in read) bad.push({ row, label: field.label, problem: read.problem, left: false });
      else if (read.value !== null) values[field.name] = read.value;
    });
    const missing = fields.find(
      (field) => field.required && (values[field.name] ?? field.default ?? "") === "",
    );
    if (missing === undefined) made.push(values);
    else
      bad.push({
        row,
        label: missing.label,
        problem: say("must_be_given", { label: missing.label }),
        left: true,
      });
  });
  return { rows: made, bad };
}

type CellRead = { readonly value: Value } | { readonly problem: string };

function cellValue(session: Session, field: Field, text: string, say: Say): CellRead {
  const label = field.label;
  switch (field.kind) {
    case "ref": {
      const found = named(session, field, text);
      return found === null
        ? { problem: say("paste_unknown", { label, value: short(text) }) }
        : { value: found };
    }
    case "choice":
      return worded(field, text, field.choices ?? [], say);
    case "scale": {
      const points = scalePoints(field).map((point) => [point.value as number, point.label] as const);
      const word = worded(field, text, points, say);
      return "value" in word ? word : check(field, text, say);
    }
    case "flag":
      return flag(session, field, text, say);
    case "date":
      return check(field, isoDate(text.trim()), say);
    case "picture":
      return { problem: say("paste_no_picture", { label }) };
    case "text":
      return check(field, text.trim().replace(/\s*\n\s*/g, " "), say);
    default:
      return check(field, text.trim(), say);
  }
}

function worded(
  field: Field,
  text: string,
  choices: readonly (readonly [string | number, string])[],
  say: Say,
): CellRead {
  const wanted = plain(text);
  const found = choices.find(([value, word]) => plain(word) === wanted || plain(String(value)) === wanted);
  if (found !== undefined) return { value: found[0] };
  const list = choices.map(([, word]) => word).join(", ");
  return { problem: say("paste_no_choice", { label: field.label, value: short(text), list }) };
}

function flag(session: Session, field: Field, text: string, say: Say): CellRead {
  const wanted = plain(text);
  if (["x", "1", "true", "yes", "✓", plain(session.say("yes"))].includes(wanted)) return { value: true };
  if (["0", "false", "no", "-", plain(session.say("no"))].includes(wanted)) return { value: null };
  const list = `${session.say("yes")}, ${session.say("no")}`;
  return { problem: say("paste_no_choice", { label: field.label, value: short(text), list }) };
}

/** 31.3.2027 is unmistakable; 3/4/2027 is two days, so it is not taken. */
function isoDate(text: string): string {
  const match = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  if (match === null) return text.replace(/[T ]00:00(:00)?$/, "");
  const [, day = "", month = "", year = ""] = match;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

function short(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}

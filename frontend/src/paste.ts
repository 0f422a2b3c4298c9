// From what a spreadsheet puts on the clipboard or into a file to records: rows, columns, and cells that do not fit. No page needed.
import { named } from "./cards_spec.ts";
import { check, type Say } from "./check.ts";
import { scalePoints } from "./fields/points.ts";
import { type Cells, filled, THOUSANDS } from "./from_file/cells.ts";
import { DELIMITERS, splitRows } from "./from_file/delimited.ts";
import type { Session } from "./session.ts";
import type { Field, Value, Values } from "./wire.ts";

/** The cells in a pasted text: between tabs, or as in a CSV file whose first row names fields. */
export function readCells(text: string, fields: readonly Field[]): Cells {
  if (text.includes("\t")) return filled(splitRows(text));
  const named = (delimiter: string): boolean => {
    const heads = filled(splitRows(text.slice(0, 10_000), delimiter)).rows[0] ?? [];
    return matchHeads(heads, fields).filter((name) => name !== null).length > 1;
  };
  return filled(splitRows(text, DELIMITERS.find(named)));
}

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_*:]+/g, " ")
    .trim();

/** The field that each cell of a first row names; null where none is. Each field once.
 *
 * By its label or name, by what people call such a card, or by the first words of one label alone: "Share" is "Share of
 * customers" where no other begins so.
 */
export function matchHeads(
  heads: readonly string[],
  fields: readonly Field[],
  title: { readonly field: string; readonly label: string } = { field: "", label: "" },
): (string | null)[] {
  const taken = new Set<string>();
  const found: (string | null)[] = heads.map(() => null);
  const ways: ((field: Field, wanted: string) => boolean)[] = [
    (field, wanted) => [plain(field.label), plain(field.name)].includes(wanted),
    (field, wanted) => field.name === title.field && plain(title.label) === wanted,
    (field, wanted) => plain(field.label).startsWith(`${wanted} `),
  ];
  for (const fits of ways) {
    heads.forEach((head, place) => {
      const wanted = plain(head);
      if (found[place] !== null || wanted === "") return;
      const all = fields.filter((field) => !taken.has(field.name) && fits(field, wanted));
      const one = fits === ways[0] || all.length === 1 ? all[0] : undefined;
      if (one === undefined) return;
      taken.add(one.name);
      found[place] = one.name;
    });
  }
  return found;
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

/** The records in `cells`, each with what is the same `forAll`. A cell that does not fit stays open, and is named. */
export function toRecords(
  session: Session,
  cells: Cells,
  columns: readonly (string | null)[],
  fields: readonly Field[],
  forAll: Values = {},
): Read {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const bad: Bad[] = [];
  const made: Values[] = [];
  const say: Say = (key, places) => session.say(key, places);
  cells.rows.forEach((given, place) => {
    const row = cells.numbers[place] ?? place + 1;
    const values: Record<string, Value> = { ...forAll };
    columns.forEach((name, column) => {
      const field = name === null ? undefined : byName.get(name);
      const text = given[column] ?? "";
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
    case "number":
    case "count":
      return number(field, text.trim(), say);
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

/** 1.234,5 and 1,234.5 are one number. What might be a thousand here and one and a bit there is not taken. */
function number(field: Field, text: string, say: Say): CellRead {
  const bare = text.replace(/\s*%$/, "").replace("−", "-");
  if (THOUSANDS.test(bare) && field.kind === "number") {
    const [thousands, fraction] = [bare.replace(/[.,]/, ""), bare.replace(",", ".").replace(/0+$/, "")];
    return { problem: say("paste_two_numbers", { label: field.label, value: bare, thousands, fraction }) };
  }
  const marks = bare.match(/[.,]/g) ?? [];
  const last = marks.at(-1);
  // Two different marks: the last one stands before the fraction. The same mark again, or a whole number: thousands.
  if (last !== undefined && marks.length > 1) {
    const alike = marks.every((one) => one === last);
    const other = last === "." ? "," : ".";
    return check(field, alike ? bare.replaceAll(last, "") : bare.replaceAll(other, ""), say);
  }
  return check(field, THOUSANDS.test(bare) ? bare.replace(/[.,]/, "") : bare, say);
}

function flag(session: Session, field: Field, text: string, say: Say): CellRead {
  const wanted = plain(text);
  if (["x", "1", "true", "yes", "y", "✓", "ja", "wahr", plain(session.say("yes"))].includes(wanted))
    return { value: true };
  if (["0", "false", "no", "n", "-", "nein", "falsch", plain(session.say("no"))].includes(wanted))
    return { value: null };
  const list = `${session.say("yes")}, ${session.say("no")}`;
  return { problem: say("paste_no_choice", { label: field.label, value: short(text), list }) };
}

/** 31.3.2027 is unmistakable; 3/4/2027 is two days, so it is not taken. */
function isoDate(text: string): string {
  const match = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  if (match === null) return text.replace(/^(\d{4}-\d{2}-\d{2})[T ]\d\d?:\d\d.*$/, "$1");
  const [, day = "", month = "", year = ""] = match;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

function short(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}

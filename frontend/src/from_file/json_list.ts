// A JSON file that holds a list: of things with named fields, or of rows.
import { FileProblem, numberText } from "./cells.ts";

/** A row of headings and a row a thing. What stands deeper than a field's value is left out. */
export function readJson(text: string): string[][] {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw new FileProblem("file_no_json");
  }
  const list = Array.isArray(found) ? found : onlyList(found);
  if (list === undefined) throw new FileProblem("file_no_list");
  if (list.every(Array.isArray)) return list.map((row) => (row as unknown[]).map(cellText));
  const things = list.filter(isThing);
  const names = [...new Set(things.flatMap((one) => Object.keys(one)))];
  return [names, ...things.map((one) => names.map((name) => cellText(one[name])))];
}

function onlyList(found: unknown): unknown[] | undefined {
  if (!isThing(found)) return undefined;
  const lists = Object.values(found).filter(Array.isArray);
  return lists.length === 1 ? lists[0] : undefined;
}

function isThing(one: unknown): one is Record<string, unknown> {
  return typeof one === "object" && one !== null && !Array.isArray(one);
}

function cellText(value: unknown): string {
  if (typeof value === "number") return numberText(value);
  return typeof value === "string" || typeof value === "boolean" ? String(value) : "";
}

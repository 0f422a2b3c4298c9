// An Excel workbook (.xlsx): its sheets, and their cells as text. Ecma-376, part 1, 18.3.
import { FileProblem } from "./cells.ts";
import { type Meaning, meaningOf, meant } from "./number_format.ts";
import { Zip } from "./zip.ts";

const MOST_COLUMNS = 500;

/** The sheets of a workbook that people can see, by name, each with its rows when it is asked for. */
export function readWorkbook(bytes: Uint8Array): Map<string, () => string[][]> {
  const zip = new Zip(bytes);
  const book = parsed(zip.text("xl/workbook.xml"));
  if (book === null) throw new FileProblem("file_no_workbook");
  const ties = parsed(zip.text("xl/_rels/workbook.xml.rels"));
  const targets = new Map(
    all(ties, "Relationship").map((one) => [one.getAttribute("Id"), one.getAttribute("Target") ?? ""]),
  );
  const strings = all(parsed(zip.text("xl/sharedStrings.xml")), "si").map(richText);
  const meanings = meaningsOf(parsed(zip.text("xl/styles.xml")));
  const from1904 = ["1", "true"].includes(all(book, "workbookPr")[0]?.getAttribute("date1904") ?? "");
  const sheets = new Map<string, () => string[][]>();
  for (const sheet of all(book, "sheet")) {
    const tie = [...sheet.attributes].find((one) => /(^|:)id$/i.test(one.name) && one.name !== "sheetId");
    const target = (targets.get(tie?.value ?? "") ?? "").replace(/^\/(xl\/)?/, "").replace(/^xl\//, "");
    if (sheet.getAttribute("state") !== null && sheet.getAttribute("state") !== "visible") continue;
    if (!zip.has(`xl/${target}`)) continue;
    sheets.set(sheet.getAttribute("name") ?? "", () =>
      rowsOf(parsed(zip.text(`xl/${target}`)), { strings, meanings, from1904 }),
    );
  }
  if (sheets.size === 0) throw new FileProblem("file_no_workbook");
  return sheets;
}

interface Shared {
  readonly strings: readonly string[];
  readonly meanings: readonly Meaning[];
  readonly from1904: boolean;
}

function rowsOf(sheet: Document | null, shared: Shared): string[][] {
  const rows: string[][] = [];
  for (const row of all(sheet, "row")) {
    // A row may leave out its number; then it is the one after the row before.
    const number = Number(row.getAttribute("r") ?? rows.length + 1);
    if (!(number >= 1) || number > 1_048_576) continue;
    const cells: string[] = [];
    for (const cell of all(row, "c")) {
      const column = columnOf(cell.getAttribute("r")) ?? cells.length;
      if (column >= MOST_COLUMNS) continue;
      while (cells.length < column) cells.push("");
      cells[column] = cellText(cell, shared);
    }
    while (rows.length < number - 1) rows.push([]);
    rows[number - 1] = cells;
  }
  for (const merged of all(sheet, "mergeCell")) fillDown(rows, merged.getAttribute("ref") ?? "");
  return rows;
}

/** What stands in cells that are merged over several rows stands in each of them that holds anything else. */
function fillDown(rows: string[][], reference: string): void {
  const [, letters = "", top = "", bottom = ""] = /^([A-Z]+)(\d+):[A-Z]+(\d+)$/.exec(reference) ?? [];
  const column = columnOf(letters) ?? MOST_COLUMNS;
  const value = rows[Number(top) - 1]?.[column] ?? "";
  if (value === "") return;
  for (const row of rows.slice(Number(top), Number(bottom))) {
    if (row.every((cell) => cell.trim() === "")) continue;
    while (row.length < column) row.push("");
    row[column] ||= value;
  }
}

/** The place of a column from a reference such as AB12, counted from 0. */
function columnOf(reference: string | null): number | null {
  const letters = /^[A-Z]+/.exec(reference ?? "")?.[0];
  if (letters === undefined) return null;
  return [...letters].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1;
}

function cellText(cell: Element, { strings, meanings, from1904 }: Shared): string {
  const type = cell.getAttribute("t") ?? "n";
  if (type === "inlineStr") return richText(cell);
  const value = all(cell, "v")[0]?.textContent ?? "";
  if (value === "") return "";
  if (type === "s") return strings[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "true" : "false";
  if (type === "d") return value.replace(/T00:00(:00)?(\.0+)?Z?$/, "");
  const number = Number(value);
  if (type !== "n" || !Number.isFinite(number)) return value;
  return meant(number, meanings[Number(cell.getAttribute("s") ?? 0)] ?? "number", from1904);
}

/** Text in one piece or in several of different looks; how to pronounce it (rPh) is no part of it. */
function richText(one: Element): string {
  return all(one, "t")
    .filter((text) => text.parentElement?.localName !== "rPh")
    .map((text) => text.textContent ?? "")
    .join("")
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function meaningsOf(styles: Document | null): Meaning[] {
  const codes = new Map(
    all(styles, "numFmt").map((one) => [
      Number(one.getAttribute("numFmtId")),
      one.getAttribute("formatCode") ?? "",
    ]),
  );
  const used = all(styles, "cellXfs")[0];
  return all(used ?? null, "xf").map((one) => {
    const id = Number(one.getAttribute("numFmtId") ?? 0);
    return meaningOf(id, codes.get(id));
  });
}

function parsed(xml: string | null): Document | null {
  if (xml === null) return null;
  const found = new DOMParser().parseFromString(xml, "application/xml");
  if (found.getElementsByTagName("parsererror").length > 0) throw new FileProblem("file_damaged");
  return found;
}

/** The elements of a name, whatever prefix the file gives to the names of its format. */
function all(from: Document | Element | null, name: string): Element[] {
  if (from === null) return [];
  const { prefix } = (from.ownerDocument ?? (from as Document)).documentElement;
  return [...from.getElementsByTagName(prefix ? `${prefix}:${name}` : name)];
}

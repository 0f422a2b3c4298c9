// A list in a file, whatever a spreadsheet or a program saved it as: CSV, TSV, Excel (.xlsx) or JSON.
import { type Cells, FileProblem, filled } from "./cells.ts";
import { readDelimited } from "./delimited.ts";
import { readJson } from "./json_list.ts";

export const ACCEPTED = ".csv,.tsv,.txt,.xlsx,.json";
export const MOST_BYTES = 10_000_000;

/** A file that was opened: one table, or several sheets to choose from. */
export interface ListFile {
  readonly name: string;
  readonly sheets: readonly string[];
  read(sheet: string): Promise<Cells>;
}

/** Open a file by what it holds, not by its ending. Throws FileProblem. */
export async function openList(file: File): Promise<ListFile> {
  const { name } = file;
  if (file.size > MOST_BYTES) throw new FileProblem("file_too_large");
  const bytes = await file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => {
      throw new FileProblem("upload_failed", { name });
    },
  );
  if (begins(bytes, 0x50, 0x4b, 3, 4)) {
    // Most people never choose one: what reads it comes when somebody does.
    const { readWorkbook } = await import("./workbook.ts").catch(() => {
      throw new FileProblem("file_no_reader");
    });
    const sheets = ours(() => readWorkbook(bytes));
    return {
      name,
      sheets: [...sheets.keys()],
      read: async (sheet) => filled(ours(() => sheets.get(sheet)?.() ?? [])),
    };
  }
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new FileProblem("file_old_excel");
  const text = decoded(bytes);
  const cells = filled(looksLikeJson(text, name) ? readJson(text) : readDelimited(text));
  if (cells.rows.length === 0) throw new FileProblem("file_empty");
  return { name, sheets: [], read: () => Promise.resolve(cells) };
}

/** Give what `read` gives. It is a module of its own on the kit's pages, where its FileProblem is another class. */
function ours<Found>(read: () => Found): Found {
  try {
    return read();
  } catch (error) {
    const { key } = error as Partial<FileProblem>;
    throw key === undefined ? error : new FileProblem(key);
  }
}

/** A heading may stand in brackets, too; then what follows is no JSON, unless the name says that it is. */
function looksLikeJson(text: string, name: string): boolean {
  if (name.toLowerCase().endsWith(".json")) return true;
  return /^\s*(\[\s*[[{]|\{)/.test(text) && /[\]}]\s*$/.test(text);
}

function begins(bytes: Uint8Array, ...mark: readonly number[]): boolean {
  return mark.every((one, place) => bytes[place] === one);
}

/** UTF-8 or UTF-16 by their marks, else UTF-8 where it is one, else what Excel saves as plain CSV: Windows-1252. */
function decoded(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new FileProblem("file_empty");
  if (begins(bytes, 0xff, 0xfe)) return new TextDecoder("utf-16le").decode(bytes);
  if (begins(bytes, 0xfe, 0xff)) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes.subarray(0, 100_000).includes(0)) throw new FileProblem("file_no_text");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

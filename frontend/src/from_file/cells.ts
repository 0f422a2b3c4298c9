// Rows of cells out of a clipboard or a file, each with the number that the spreadsheet gives its row.

export interface Cells {
  readonly rows: readonly (readonly string[])[];
  /** The number of each row, counted from 1 as the spreadsheet does, empty rows and headings included. */
  readonly numbers: readonly number[];
}

export const NO_CELLS: Cells = { rows: [], numbers: [] };

/** What is wrong with a file: a key of the interface's words, with what goes into its places. */
export class FileProblem extends Error {
  constructor(
    readonly key: string,
    readonly places: Readonly<Record<string, string | number>> = {},
  ) {
    super(key);
  }
}

/** All rows that hold anything, with their numbers; cells that are blank to the end of a row are no cells. */
export function filled(rows: readonly (readonly string[])[]): Cells {
  const kept = rows
    .map((row, place) => [row, place + 1] as const)
    .filter(([row]) => row.some((cell) => cell.trim() !== ""));
  return { rows: kept.map(([row]) => row), numbers: kept.map(([, number]) => number) };
}

/** A number as it stands in a file that knows it for one: it must not be mistaken for one with a thousands mark. */
export function numberText(value: number): string {
  const text = String(Number(value.toPrecision(15)));
  return THOUSANDS.test(text) ? `${text}0` : text;
}

/** Three digits behind one mark: 1.200 is a thousand and two hundred here, and one and a fifth there. */
export const THOUSANDS = /^[-−]?[1-9]\d{0,2}[.,]\d{3}$/;

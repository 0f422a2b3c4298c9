// Text with a mark between its cells: what a spreadsheet puts on the clipboard, CSV and TSV.

export const DELIMITERS = ["\t", ";", ",", "|"] as const;
const LOOKED_AT = 30;

/** Rows of cells; a cell in quotes may hold the delimiter, line breaks and doubled quotes. Empty lines are rows, too. */
export function splitRows(text: string, delimiter = "\t"): string[][] {
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
    } else if (one === '"' && cell === "" && closes(source, at, delimiter)) quoted = true;
    else if (one === delimiter) end();
    else if (one === "\n") {
      end();
      rows.push(row);
      row = [];
    } else cell += one;
  }
  end();
  rows.push(row);
  return rows;
}

/** A quote opens a cell only where another one closes it before a delimiter, a line's end or the end. */
function closes(source: string, from: number, delimiter: string): boolean {
  for (let at = from + 1; at < source.length; at++) {
    if (source[at] !== '"') continue;
    if (source[at + 1] === '"') at += 1;
    else return at + 1 === source.length || source[at + 1] === delimiter || source[at + 1] === "\n";
  }
  return false;
}

/** Rows of a CSV or TSV file. `sep=;` in its first line, as Excel writes it, says what stands between the cells. */
export function readDelimited(text: string): string[][] {
  const said = /^sep=(.)\r?\n/i.exec(text);
  if (said?.[1] === undefined) return splitRows(text, guessDelimiter(text));
  return [[], ...splitRows(text.slice(said[0].length), said[1])];
}

/** The mark under which most of the first rows are as wide as the first one. */
function guessDelimiter(text: string): string {
  const head = text.slice(0, 100_000);
  const scores = DELIMITERS.map((delimiter) => {
    const rows = splitRows(head, delimiter)
      .filter((row) => row.some((cell) => cell.trim() !== ""))
      .slice(0, LOOKED_AT);
    const width = rows[0]?.length ?? 0;
    const alike = width > 1 ? rows.slice(1).filter((row) => row.length === width).length : -1;
    return { delimiter, alike, width };
  });
  scores.sort((a, b) => b.alike - a.alike || b.width - a.width);
  return scores[0]?.delimiter ?? ",";
}

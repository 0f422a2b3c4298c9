// What a number in a spreadsheet's cell means: a number, a share, a day, or a length of time. Ecma-376, part 1, 18.8.30 and 18.17.4.
import { numberText } from "./cells.ts";

export type Meaning = "number" | "percent" | "date" | "length";

const PERCENTS = new Set([9, 10]);
const LENGTH = 46;
const DAY_MS = 86_400_000;
const DAY_MINUTES = 1440;

/** The meaning of a number format, one that the standard lists by number or one of the file's own. */
export function meaningOf(id: number, code: string | undefined): Meaning {
  if (code === undefined) {
    if (PERCENTS.has(id)) return "percent";
    if (id === LENGTH) return "length";
    const date =
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58 && id !== 48 && id !== 49);
    return date ? "date" : "number";
  }
  // Text in quotes, after a backslash and in brackets (colours, languages) is no part of the pattern.
  const pattern = code.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "");
  if (pattern.includes("%")) return "percent";
  if (pattern.includes("[")) return "length";
  return /[ymdhs]/i.test(pattern.replace(/general/gi, "")) ? "date" : "number";
}

/** A number as people mean it: 0.35 in a cell of per cent is 35, a day is written year first, 26:30 are hours. */
export function meant(value: number, meaning: Meaning, from1904: boolean): string {
  if (meaning === "percent") return numberText(value * 100);
  if (meaning === "number") return numberText(value);
  if (meaning === "length") {
    const minutes = Math.round(Math.abs(value) * DAY_MINUTES);
    return `${value < 0 ? "-" : ""}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
  }
  const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const at = new Date(start + Math.round((value * DAY_MS) / 1000) * 1000);
  if (Number.isNaN(at.getTime())) return numberText(value);
  const text = at.toISOString();
  const [day = "", time = ""] = text.slice(0, 19).split("T");
  if (Math.abs(value) < 1) return time.slice(0, 5);
  return time === "00:00:00" ? day : `${day} ${time.slice(0, 5)}`;
}

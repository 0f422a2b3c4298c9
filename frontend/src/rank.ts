// Fractional ranks, digit for digit those of cjm_widgets/model/rank.py: strings over 0-9A-Za-z read as a
// fraction, compared as plain strings, never ending in "0".

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const FIRST = "V";
const TOP = "z";

const value = (digit: string | undefined, absent: number): number =>
  digit === undefined ? absent : DIGITS.indexOf(digit);

/** A rank after `low` and before `high`; an empty string leaves that side open. */
export function between(low = "", high = ""): string {
  const above = low !== "" && high !== "" && low >= high ? "" : high;
  if (low === "" && above === "") return FIRST;
  if (above === "") return after(low);
  if (low === "") return before(above);
  return middle(low, above);
}

function after(low: string): string {
  for (let place = 0; place < low.length; place++) {
    const digit = low[place] as string;
    if (digit !== TOP) return low.slice(0, place) + DIGITS[value(digit, 0) + 1];
  }
  return low + FIRST;
}

function before(high: string): string {
  for (let place = 0; place < high.length; place++) {
    const digit = value(high[place], 0);
    if (digit > 1) return high.slice(0, place) + DIGITS[digit - 1];
    if (digit === 1) return `${high.slice(0, place)}0${TOP}`;
  }
  return FIRST; // not a rank (all zeros): anything is as good
}

function middle(low: string, high: string): string {
  let place = 0;
  while (place < high.length && (low[place] ?? "0") === high[place]) place++;
  const lower = value(low[place], 0);
  const upper = value(high[place], DIGITS.length);
  const head = high.slice(0, place);
  if (upper - lower > 1) return head + DIGITS[Math.floor((lower + upper) / 2)];
  if (place + 1 < high.length) return head + high[place];
  const stem = (low + "0".repeat(place + 1)).slice(0, place + 1);
  const rest = low.slice(place + 1);
  return stem + (rest === "" ? FIRST : after(rest));
}

/** Order of two records: by rank, then by id, as the model sorts them. */
export function byRank(
  a: readonly [string, { rank: string }],
  b: readonly [string, { rank: string }],
): number {
  if (a[1].rank !== b[1].rank) return a[1].rank < b[1].rank ? -1 : 1;
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}

// The points of a scale.
import type { Field, Value } from "../wire.ts";

export interface Option {
  readonly value: Value;
  readonly label: string;
}

/** The points of a scale with their words. */
export function scalePoints(field: Field): Option[] {
  const low = field.low ?? 0;
  const high = field.high ?? low;
  return Array.from({ length: high - low + 1 }, (_, place) => ({
    value: low + place,
    label: field.words?.[place] ?? String(low + place),
  }));
}

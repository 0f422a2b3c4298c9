// What a card says of its fields, in a few words each.
import { scalePoints } from "./fields/points.ts";
import type { Session } from "./session.ts";
import type { Field, Value } from "./wire.ts";

const LONGEST_FACT = 90;

/** A field's value as a card says it in a few words. */
export function factText(session: Session, field: Field, value: Value): string {
  if (value === null || value === "" || value === false) return "";
  switch (field.kind) {
    case "ref":
      return session.get(String(value))?.label ?? "";
    case "choice":
      return field.choices?.find(([one]) => one === value)?.[1] ?? String(value);
    case "scale": {
      const word =
        field.words === undefined ? "" : scalePoints(field).find((one) => one.value === value)?.label;
      return word ? `${field.label}: ${word}` : `${field.label}: ${value}`;
    }
    case "picture":
      return "";
    case "flag":
      return field.label;
    case "number":
    case "count":
      return `${field.label}: ${value}${field.unit === undefined ? "" : ` ${field.unit}`}`;
    default: {
      const text = String(value);
      return text.length > LONGEST_FACT ? `${text.slice(0, LONGEST_FACT).trimEnd()}…` : text;
    }
  }
}

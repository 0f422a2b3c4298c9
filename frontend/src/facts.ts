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
    case "date":
      return dateText(String(value), session.spec.lang);
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

/** A day as people write it in the language of the page; what is no day stays as it is. */
export function dateText(day: string, lang: string | undefined): string {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  // English as the pages write it, the day first.
  return new Intl.DateTimeFormat(lang === "en" || lang === undefined ? "en-GB" : lang, {
    dateStyle: "medium",
    timeZone: "UTC",
  }).format(at);
}

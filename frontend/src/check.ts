// Whether what somebody typed fits its field; the same rules as cjm_widgets/model/fields.py, said beside the field.
import type { Field, Value } from "./wire.ts";

export type Say = (key: string, places?: Readonly<Record<string, string | number>>) => string;
export type Checked = { readonly value: Value } | { readonly problem: string };

const LINK = /^(https?|mailto):\S+$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Slides break lines with a vertical tab; other controls and halves of characters come along unseen when pasting. */
function storable(text: string): string {
  const plain = text.replace(/[\v\f]/g, "\n").replace(/(?![\t\n\r])\p{Cc}/gu, "");
  return plain.replace(/\p{Cs}/gu, "");
}

/** The value of `text` for `field`, or what is wrong with it, naming the field and its range. */
export function check(field: Field, text: string, say: Say): Checked {
  const label = field.label;
  const given = field.kind === "text" || field.kind === "prose" ? storable(text) : text.trim();
  if (given.trim() === "") {
    return field.required ? { problem: say("must_be_given", { label }) } : { value: null };
  }
  const length = [...given].length;
  if (field.max_length !== undefined && length > field.max_length) {
    return { problem: say("must_be_shorter", { label, limit: field.max_length, n: length }) };
  }
  switch (field.kind) {
    case "number":
    case "count":
    case "scale":
      return number(field, given, say);
    case "date":
      return DATE.test(given) && !Number.isNaN(Date.parse(given))
        ? { value: given }
        : { problem: say("must_be_date", { label }) };
    case "link":
      return LINK.test(given) ? { value: given } : { problem: say("must_be_link", { label }) };
    default:
      return { value: given };
  }
}

function number(field: Field, text: string, say: Say): Checked {
  const label = field.label;
  const value = Number(text.replace(",", ".").replace(/[\s\u00a0\u202f]/g, ""));
  if (!Number.isFinite(value)) return { problem: say("must_be_number", { label }) };
  if (field.kind !== "number" && !Number.isSafeInteger(value)) {
    return { problem: say("must_be_whole", { label }) };
  }
  const low = field.low ?? (field.kind === "count" ? 0 : undefined);
  const high = field.high;
  if ((low !== undefined && value < low) || (high !== undefined && value > high)) {
    if (low !== undefined && high !== undefined) {
      return { problem: say("must_be_between", { label, low, high, value: text }) };
    }
    return low !== undefined
      ? { problem: say("must_be_at_least", { label, low, value: text }) }
      : { problem: say("must_be_at_most", { label, high: high ?? 0, value: text }) };
  }
  return { value };
}

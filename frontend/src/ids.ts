// Identifiers made by the page, in the model's own form (cjm_widgets/model/ids.py).

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** Sixteen random base-32 digits after a prefix. crypto.randomUUID is missing over plain http; this is not. */
export function newId(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `${prefix}-${Array.from(bytes, (byte) => ALPHABET[byte & 31]).join("")}`;
}

// The words of the interface come translated from Python (cjm_widgets/widgets/wording.py); these are their keys.

export type Words = Readonly<Record<string, string>>;

/** The words under `key`, with `{name}` places filled in. A missing key shows itself, so that it is noticed. */
export function say(
  words: Words,
  key: string,
  places: Readonly<Record<string, string | number>> = {},
): string {
  const text = words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(places[name] ?? whole));
}

// The few sentences that the page itself says. They come translated from Python (cjm_widgets/serve/light_page.py).
import { say, type Words } from "../words.ts";

export type Phrases = Words;

/** A sentence about a part of the page that cannot be shown. */
export function sentence(
  words: Phrases,
  key: string,
  places: Readonly<Record<string, string>> = {},
): HTMLElement {
  const element = document.createElement("p");
  element.className = "cjm-failed";
  element.setAttribute("role", "alert");
  element.textContent = say(words, key, places);
  return element;
}

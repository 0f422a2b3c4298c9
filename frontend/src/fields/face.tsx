// Five faces, drawn here: a machine without an emoji font shows them, too, and they print.
import type { VNode } from "preact";

const MOUTHS: Readonly<Record<number, string>> = {
  [-2]: "M9 22.5 Q16 15.5 23 22.5",
  [-1]: "M10 21.5 Q16 18 22 21.5",
  0: "M10 20.5 L22 20.5",
  1: "M10 19.5 Q16 23.5 22 19.5",
  2: "M9 18.5 Q16 27.5 23 18.5 Z",
};

export function Face({ valence }: { readonly valence: number }): VNode {
  return (
    <svg class="cjw-face" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <circle class="cjw-face-skin" cx="16" cy="16" r="14.5" />
      <circle class="cjw-face-ink" cx="11" cy="12.5" r="1.8" />
      <circle class="cjw-face-ink" cx="21" cy="12.5" r="1.8" />
      <path class={valence === 2 ? "cjw-face-ink" : "cjw-face-line"} d={MOUTHS[valence] ?? MOUTHS[0]} />
    </svg>
  );
}

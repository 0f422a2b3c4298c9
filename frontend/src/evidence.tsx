// How do we know? A small mark of three bars: none filled is an assumption, all filled is validated.
import type { VNode } from "preact";

export function EvidenceMark({ grade, label }: { readonly grade: number; readonly label: string }): VNode {
  return (
    <span class="cjw-evidence" data-grade={grade} title={label}>
      <svg viewBox="0 0 18 14" width="18" height="14" role="img" aria-label={label} focusable="false">
        {[0, 1, 2].map((place) => (
          <rect
            key={place}
            class={place < grade ? "cjw-bar cjw-bar-on" : "cjw-bar"}
            x={1 + place * 6}
            y={7 - place * 3}
            width="4"
            height={6 + place * 3}
            rx="1"
          />
        ))}
      </svg>
    </span>
  );
}

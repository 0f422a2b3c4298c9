// Leaving a field may show or hide something and so move what stands below it, under a finger that is about to click
// there. So what leaving a field does waits until the pointer is up again and its click has been delivered.

let down = false;
let waiting: (() => void)[] = [];

function rest(): void {
  down = false;
  setTimeout(() => {
    const now = waiting;
    waiting = [];
    for (const action of now) action();
  }, 0);
}

globalThis.document?.addEventListener("pointerdown", () => (down = true), true);
globalThis.document?.addEventListener("pointerup", rest, true);
globalThis.document?.addEventListener("pointercancel", rest, true);

/** Run `action` at once, or when the pointer that is down now has been lifted. */
export function whenPointerRests(action: () => void): void {
  if (down) waiting.push(action);
  else action();
}

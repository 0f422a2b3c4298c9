// Whether somebody is writing, and where they were when the page opened itself anew, so that they can go on there.

type Box = HTMLInputElement | HTMLTextAreaElement;
type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const KEY = "cjm writing";
/** Who has not typed for so long is thinking, or gone; a text that this device keeps may then be brought back. */
const PAUSE_MS = 4000;
/** How long the box may take to be there again. */
const PATIENCE_MS = 15_000;

export class Hands {
  private typedAt = 0;

  constructor(
    private readonly page: Document,
    private readonly shelf: Shelf | null,
  ) {
    page.addEventListener("input", () => this.typed(), true);
    page.addEventListener("compositionupdate", () => this.typed(), true);
  }

  /** True while a reload would take a text from under somebody's hands. */
  get busy(): boolean {
    const box = this.box;
    if (box === null || box.value === "") return false;
    return box.dataset.kept === undefined || Date.now() - this.typedAt < PAUSE_MS;
  }

  /** Note where somebody is writing, before the page goes. */
  leave(): void {
    const box = this.box;
    if (box?.dataset.kept === undefined) return;
    const place = [box.dataset.kept, box.selectionStart, box.selectionEnd];
    try {
      this.shelf?.setItem(KEY, JSON.stringify(place));
    } catch {
      // Full or forbidden: then they have to find the box themselves.
    }
  }

  /** Put the cursor back where it was, once the box is there; not where somebody is doing something else by then. */
  comeBack(): void {
    const said = this.shelf?.getItem(KEY) ?? null;
    if (said === null) return;
    this.shelf?.removeItem(KEY);
    const [name, start, end] = JSON.parse(said) as [string, number | null, number | null];
    const until = Date.now() + PATIENCE_MS;
    const look = (): void => {
      if (this.box !== null || Date.now() > until) {
        watch.disconnect();
        return;
      }
      const box = this.page.querySelector<Box>(`[data-kept="${CSS.escape(name)}"]`);
      if (box === null || box.value === "") return;
      watch.disconnect();
      box.focus({ preventScroll: true });
      box.scrollIntoView?.({ block: "nearest" });
      if (start !== null && box.type !== "date") box.setSelectionRange(start, end);
    };
    const watch = new MutationObserver(look);
    watch.observe(this.page.documentElement, { childList: true, subtree: true });
    look();
  }

  private typed(): void {
    this.typedAt = Date.now();
  }

  /** What somebody types in, if anything. */
  private get box(): Box | null {
    const active = this.page.activeElement;
    const inner = active?.shadowRoot?.activeElement ?? active ?? null;
    const typed = inner instanceof HTMLInputElement || inner instanceof HTMLTextAreaElement;
    return typed && !/checkbox|radio|button|range/.test(inner.type) ? inner : null;
  }
}

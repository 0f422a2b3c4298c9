// Dragging a card by Pointer Events, which mouse, pen and finger share (HTML5 drag does not work on touch).
import { type Box, dropPlace, type Ground } from "./columns.ts";

export interface DragTarget {
  readonly column: string;
  readonly index: number;
  /** The card on whose middle it would be let go; only where cards can be brought together. */
  readonly onto: string | null;
}

export interface DragOptions {
  /** Holds the columns: elements with data-column that hold cards with data-card. */
  readonly board: HTMLElement;
  readonly card: HTMLElement;
  readonly onDrop: (target: DragTarget) => void;
  /** True where a card can be let go on another one. */
  readonly onto?: boolean;
}

const FAR_ENOUGH_PX = 6;
const EDGE_PX = 56;
const FASTEST_PX = 18;
/** How much of a card, from its top and from its bottom, still means "before it" and "after it". */
const BESIDE = 0.3;

/** Begin a drag on a pointerdown; nothing happens until the pointer has moved a little, so a click stays a click. */
export function beginDrag(down: PointerEvent, options: DragOptions): void {
  const { board, card } = options;
  const source = down.currentTarget as HTMLElement;
  let drag: Dragging | null = null;

  const move = (event: PointerEvent): void => {
    if (event.pointerId !== down.pointerId) return;
    if (drag === null) {
      if (Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < FAR_ENOUGH_PX) return;
      drag = new Dragging(board, card, down, options.onto === true);
      source.setPointerCapture?.(down.pointerId);
    }
    event.preventDefault();
    drag.to(event.clientX, event.clientY);
  };
  const end = (event: Event): void => {
    if (event instanceof PointerEvent && event.pointerId !== down.pointerId) return;
    if (event instanceof KeyboardEvent) {
      if (event.key !== "Escape" || drag === null) return;
      event.preventDefault();
      event.stopPropagation();
    }
    for (const [name, listener] of listeners) document.removeEventListener(name, listener, true);
    const target = event.type === "pointerup" ? (drag?.target ?? null) : null;
    drag?.end();
    if (drag !== null) swallowClick();
    if (target !== null) options.onDrop(target);
  };
  const still = (event: Event): void => {
    if (drag !== null) event.preventDefault(); // what the pointer passes over is not being selected
  };
  const listeners: [string, EventListener][] = [
    ["selectstart", still],
    ["pointermove", move as EventListener],
    ["pointerup", end],
    ["pointercancel", end],
    ["keydown", end],
  ];
  for (const [name, listener] of listeners) document.addEventListener(name, listener, true);
}

class Dragging {
  target: DragTarget | null = null;
  private readonly overlay: HTMLElement;
  private readonly ghost: HTMLElement;
  private readonly line: HTMLElement;
  private readonly offset: { x: number; y: number };
  private readonly scrollers: readonly Element[];
  private x = 0;
  private y = 0;
  private frame = 0;

  constructor(
    private readonly board: HTMLElement,
    private readonly card: HTMLElement,
    down: PointerEvent,
    private readonly onto: boolean,
  ) {
    const box = card.getBoundingClientRect();
    this.offset = { x: down.clientX - box.left, y: down.clientY - box.top };
    this.ghost = card.cloneNode(true) as HTMLElement;
    this.ghost.classList.add("cjw-ghost");
    this.ghost.setAttribute("aria-hidden", "true");
    this.ghost.removeAttribute("data-card");
    this.ghost.style.width = `${box.width}px`;
    this.line = document.createElement("div");
    this.line.className = "cjw-drop-line";
    // Beside everything else on the page: inside a container, "fixed" may mean fixed to the container.
    this.overlay = document.createElement("div");
    this.overlay.className = "cjw cjw-overlay";
    this.overlay.append(this.ghost, this.line);
    // A dialog lies above all the rest.
    (card.closest("dialog") ?? document.body).append(this.overlay);
    card.classList.add("cjw-dragged");
    getSelection()?.removeAllRanges();
    this.scrollers = scrollersOf(card);
    this.frame = requestAnimationFrame(this.glide);
  }

  to(x: number, y: number): void {
    this.x = x;
    this.y = y;
    this.ghost.style.transform = `translate(${x - this.offset.x}px, ${y - this.offset.y}px)`;
    this.aim();
  }

  end(): void {
    cancelAnimationFrame(this.frame);
    this.overlay.remove();
    this.card.classList.remove("cjw-dragged");
    this.mark(null);
  }

  private marked: Element | null = null;

  private mark(card: Element | null): void {
    if (card === this.marked) return;
    this.marked?.classList.remove("cjw-onto");
    card?.classList.add("cjw-onto");
    this.marked = card;
  }

  private aim(): void {
    const columns = [...this.board.querySelectorAll<HTMLElement>("[data-column]")];
    const grounds: Ground[] = columns.map((column) => ({
      box: column.getBoundingClientRect(),
      cards: this.cardsIn(column).map((card) => card.getBoundingClientRect()),
    }));
    const place = dropPlace(grounds, this.x, this.y);
    const column = place === null ? undefined : columns[place.column];
    if (place === null || column === undefined) return;
    const met = this.onto
      ? this.cardsIn(column).find((card) => this.isOnto(card.getBoundingClientRect()))
      : undefined;
    this.mark(met ?? null);
    this.line.hidden = met !== undefined;
    this.target = {
      column: column.dataset.column ?? "",
      index: place.index,
      onto: met?.dataset.card ?? null,
    };
    const ground = grounds[place.column] as Ground;
    this.show(column, ground, place.index);
  }

  private isOnto(box: Box): boolean {
    const beside = (box.bottom - box.top) * BESIDE;
    const across = this.x > box.left && this.x < box.right;
    return across && this.y > box.top + beside && this.y < box.bottom - beside;
  }

  private cardsIn(column: HTMLElement): HTMLElement[] {
    return [...column.querySelectorAll<HTMLElement>("[data-card]")].filter((card) => card !== this.card);
  }

  private show(column: HTMLElement, ground: Ground, index: number): void {
    const list = (column.querySelector("[data-cards]") ?? column).getBoundingClientRect();
    const before = ground.cards[index - 1];
    const after = ground.cards[index];
    const y = lineHeight(list, before, after);
    this.line.style.width = `${list.width}px`;
    this.line.style.transform = `translate(${list.left}px, ${y}px)`;
  }

  /** Scroll what can scroll while the pointer is near its edge. */
  private readonly glide = (): void => {
    let moved = false;
    for (const element of this.scrollers) {
      const page = element === document.scrollingElement;
      const box = page
        ? { left: 0, top: 0, right: innerWidth, bottom: innerHeight }
        : element.getBoundingClientRect();
      const dx = pull(this.x, box.left, box.right);
      const dy = pull(this.y, Math.max(0, box.top), Math.min(innerHeight, box.bottom));
      const before = [element.scrollLeft, element.scrollTop];
      element.scrollBy(dx, dy);
      moved ||= before[0] !== element.scrollLeft || before[1] !== element.scrollTop;
    }
    if (moved) this.aim();
    this.frame = requestAnimationFrame(this.glide);
  };
}

function lineHeight(list: Box, before: Box | undefined, after: Box | undefined): number {
  if (before !== undefined && after !== undefined) return (before.bottom + after.top) / 2 - 1.5;
  if (before !== undefined) return before.bottom + 3;
  if (after !== undefined) return after.top - 6;
  return list.top + 4;
}

function pull(at: number, low: number, high: number): number {
  if (at === 0 || high - low < EDGE_PX * 3) return 0;
  if (at < low + EDGE_PX) return -FASTEST_PX * Math.min(1, (low + EDGE_PX - at) / EDGE_PX);
  if (at > high - EDGE_PX) return FASTEST_PX * Math.min(1, (at - high + EDGE_PX) / EDGE_PX);
  return 0;
}

function scrollersOf(element: Element): Element[] {
  const found: Element[] = [];
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(at);
    const can = /auto|scroll/.test(overflowX + overflowY);
    if (can && (at.scrollHeight > at.clientHeight || at.scrollWidth > at.clientWidth)) found.push(at);
  }
  const page = document.scrollingElement;
  if (page !== null && !found.includes(page)) found.push(page);
  return found;
}

/** The click that follows a drag's pointerup is not one. */
function swallowClick(): void {
  const swallow = (event: MouseEvent): void => {
    if (event.detail === 0) return; // by a key
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 50);
}

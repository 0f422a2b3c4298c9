// Which card stands in which column, and what a move changes. No page needed.
import { between } from "./rank.ts";
import type { RecordStore } from "./records.ts";
import type { Field, Rec, Value, Values } from "./wire.ts";

export interface Column {
  /** The value of the column's field; null for cards that are not placed yet. */
  readonly value: Value;
  readonly label: string;
  readonly cards: readonly (readonly [string, Rec])[];
}

export function columnKey(value: Value): string {
  return value === null ? "" : String(value);
}

/** Columns in order, each with its cards by rank. A card whose column is gone counts as not placed. */
export function columnsOf(
  records: RecordStore,
  kind: string,
  field: Field | null,
  unplaced: string,
  shows: (record: Rec) => boolean = () => true,
): readonly Column[] {
  const cards = records.of(kind).filter(([, record]) => shows(record));
  if (field === null) return [{ value: null, label: "", cards }];
  const heads: (readonly [Value, string])[] =
    field.kind === "ref"
      ? records.of(...(field.refers ?? [])).map(([id, record]) => [id, record.label] as const)
      : (field.choices ?? []).map(([value, label]) => [value, label] as const);
  const lists = new Map<string, (readonly [string, Rec])[]>(heads.map(([value]) => [columnKey(value), []]));
  const open: (readonly [string, Rec])[] = [];
  for (const card of cards) {
    const value = card[1].fields[field.name] ?? field.default ?? null;
    (lists.get(columnKey(value)) ?? open).push(card);
  }
  const placed = heads.map(([value, label]) => ({ value, label, cards: lists.get(columnKey(value)) ?? [] }));
  const needsOpen = !field.required || open.length > 0 || heads.length === 0;
  return needsOpen ? [{ value: null, label: unplaced, cards: open }, ...placed] : placed;
}

/** The fields that put card `id` at `index` of `column`, counted without the card itself; null where it stands there. */
export function movedTo(column: Column, field: Field | null, id: string, index: number): Values | null {
  const others = column.cards.filter(([other]) => other !== id);
  const at = Math.max(0, Math.min(index, others.length));
  const now = column.cards.findIndex(([other]) => other === id);
  if (now === at) return null;
  const rank = between(others[at - 1]?.[1].rank ?? "", others[at]?.[1].rank ?? "");
  return field === null || now >= 0 ? { rank } : { rank, [field.name]: column.value };
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Ground {
  readonly box: Box;
  /** The boxes of the cards in it, without the one that is dragged. */
  readonly cards: readonly Box[];
}

/** Where a card would fall at a point: column and place in it; the nearest column where the point is in none. */
export function dropPlace(
  grounds: readonly Ground[],
  x: number,
  y: number,
): { column: number; index: number } | null {
  let column = -1;
  let nearest = Number.POSITIVE_INFINITY;
  grounds.forEach(({ box }, place) => {
    const dx = Math.max(box.left - x, 0, x - box.right);
    const dy = Math.max(box.top - y, 0, y - box.bottom);
    const distance = dx * dx + dy * dy;
    if (distance < nearest) {
      nearest = distance;
      column = place;
    }
  });
  const ground = grounds[column];
  if (ground === undefined) return null;
  const index = ground.cards.filter((card) => (card.top + card.bottom) / 2 < y).length;
  return { column, index };
}

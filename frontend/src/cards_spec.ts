// What boards and tables are told of their cards, and what is derived from it. No page needed.
import { newId } from "./ids.ts";
import { between } from "./rank.ts";
import type { Session } from "./session.ts";
import type { Field, Rec, Spec, Value, Values } from "./wire.ts";

/** A kind of thing that belongs to a record and is edited in its sheet. */
export interface PartSpec {
  readonly kind: string;
  readonly kind_label: string;
  /** The reference that says what it belongs to. */
  readonly parent: string;
  /** Where it hangs on the same thing as the record itself: the id of that. */
  readonly of: string | null;
  readonly title_field: string;
  readonly fields: readonly Field[];
  readonly ranked: boolean;
}

export interface CardsSpec extends Spec {
  readonly kind: string;
  readonly kind_label: string;
  readonly title_field: string;
  readonly fields: readonly Field[];
  readonly ranked: boolean;
  readonly parts: readonly PartSpec[];
  readonly comments: boolean;
  /** Fields of a card each, offered while there is none. */
  readonly example: readonly Values[];
  /** What belongs to each card of the example. */
  readonly example_parts: readonly (readonly ExamplePart[])[];
  readonly paste: boolean;
  /** True where the person settles, merges and puts aside. */
  readonly settles: boolean;
}

export interface ExamplePart {
  readonly kind: string;
  readonly fields: Values;
}

export const COMMENT = "comment";

export function recordId(kind: string): string {
  return newId(kind.replace(/_/g, "-"));
}

/** The cards that stand for themselves: what is merged stands behind the one that speaks for it. */
export function standsAlone(session: Session, record: Rec): boolean {
  const into = record.fields.merged_into;
  return typeof into !== "string" || session.get(into) === undefined;
}

/** The cards that `id` speaks for, those that they spoke for before included. */
export function spokenFor(session: Session, kind: string, id: string): readonly (readonly [string, Rec])[] {
  const found: (readonly [string, Rec])[] = [];
  const seen = new Set([id]);
  const look = (at: string): void => {
    for (const entry of session.records.by(kind, "merged_into", at)) {
      if (seen.has(entry[0])) continue;
      seen.add(entry[0]);
      found.push(entry);
      look(entry[0]);
    }
  };
  look(id);
  return found;
}

/** `n` ranks in order after `last`, short however many there are: no digit 0, so that none ends in one. */
export function ranksAfter(last: string, n: number): string[] {
  const head = between(last, "");
  const digits = "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  let width = 1;
  while (digits.length ** width < n) width += 1;
  return Array.from({ length: n }, (_, place) => {
    let rest = place;
    let tail = "";
    for (let at = 0; at < width; at++) {
      tail = (digits[rest % digits.length] ?? "") + tail;
      rest = Math.floor(rest / digits.length);
    }
    return head + tail;
  });
}

/** The id that a name of a reference means: the one record of that label, whatever its case; null where none is. */
export function named(session: Session, field: Field, text: string): Value {
  const wanted = text.trim().toLowerCase();
  const all = session.records.of(...(field.refers ?? []));
  const found =
    all.find(([id]) => id === text.trim()) ??
    all.find(([, one]) => one.label.trim().toLowerCase() === wanted);
  return found?.[0] ?? null;
}

/** Add records, with what belongs to each, as one batch after those that are there, with a way back. */
export function addAll(
  session: Session<CardsSpec>,
  rows: readonly Values[],
  text: string,
  belonging: readonly (readonly ExamplePart[])[] = [],
): void {
  const { spec } = session;
  const ranks = ranksAfter(session.records.of(spec.kind).at(-1)?.[1].rank ?? "", rows.length);
  session.batch(
    rows.flatMap((fields, place) => {
      const rank = spec.ranked ? { rank: ranks[place] ?? "" } : {};
      const entity = recordId(spec.kind);
      const card = { kind: spec.kind, entity, fields: { ...fields, ...rank }, made: true };
      return [card, ...partsOf(spec, entity, belonging[place] ?? [])];
    }),
  );
  session.show({ text, tone: "plain", action: { label: session.say("undo"), run: () => session.undo() } });
}

function partsOf(spec: CardsSpec, owner: string, parts: readonly ExamplePart[]): MadePart[] {
  const ranks = ranksAfter("", parts.length);
  return parts.flatMap(({ kind, fields }, place) => {
    const part = spec.parts.find((one) => one.kind === kind && one.of === null);
    if (part === undefined) return [];
    const rank = part.ranked ? { rank: ranks[place] ?? "" } : {};
    return [
      { kind, entity: recordId(kind), fields: { ...fields, ...rank, [part.parent]: owner }, made: true },
    ];
  });
}

interface MadePart extends ExamplePart {
  readonly entity: string;
  readonly made: boolean;
}

/** The example's cards with references by their ids; what is not there stays open. */
export function exampleRows(session: Session<CardsSpec>): Values[] {
  const { spec } = session;
  const refs = new Map(
    spec.fields.filter((field) => field.kind === "ref").map((field) => [field.name, field]),
  );
  return spec.example.map((row) => {
    const known = Object.entries(row).map(([name, value]): [string, Value] => {
      const field = refs.get(name);
      return [name, field === undefined || typeof value !== "string" ? value : named(session, field, value)];
    });
    return Object.fromEntries(known.filter(([, value]) => value !== null));
  });
}

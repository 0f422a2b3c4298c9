// Where a field's value lives: in a record of the workshop, or in a form that is handed over as a whole.
import type { Draft } from "./draft.ts";
import { newId } from "./ids.ts";
import type { Session } from "./session.ts";
import type { Field, Value } from "./wire.ts";

export interface Holder {
  /** Begins the ids of the elements, unique on the page. */
  readonly id: string;
  /** The record that is written in, where there is one: the strip of the room says so to the others. */
  readonly entity?: string;
  readonly session: Session;
  value(field: Field): Value;
  set(field: Field, value: Value): void;
  draft(field: Field): Draft;
  commit(field: Field): void;
  /** What a reference may point to: id and label. */
  options(field: Field): (readonly [string, string])[];
  /** Told while a field stands on the page, so that leaving the page commits it. */
  attach(field: Field): () => void;
  readonly seq: number;
}

/** A fresh beginning for the ids of one view's elements. Each widget loads its own copy of this module: no counter. */
export function viewId(): string {
  return newId("cjm");
}

export function recordHolder(
  session: Session,
  view: string,
  kind: string,
  entity: string,
  mayMake = false,
): Holder {
  const ensure = (): boolean => mayMake && session.get(entity) === undefined;
  const holder: Holder = {
    id: `${view}-${entity}`,
    entity,
    session,
    get seq() {
      return session.records.seq;
    },
    value: (field) => session.get(entity)?.fields[field.name] ?? field.default ?? null,
    set: (field, value) => session.change(kind, entity, { [field.name]: value }, { made: ensure() }),
    draft: (field) => session.draft(entity, field.name),
    commit: (field) => session.commit(kind, entity, field, mayMake),
    options: (field) =>
      session.records.of(...(field.refers ?? [])).map(([id, record]) => [id, record.label] as const),
    attach: (field) => {
      const key = `${entity}/${field.name}`;
      const commit = (): void => holder.commit(field);
      session.committers.set(key, commit);
      return () => {
        if (session.committers.get(key) === commit) session.committers.delete(key);
        holder.draft(field).focused = false;
        commit();
      };
    },
  };
  return holder;
}

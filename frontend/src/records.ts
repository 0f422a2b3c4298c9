// The records that a page shows: what Python sent, covered by what this page has changed and not seen come back.
import type { Item } from "./outbox.ts";
import { byRank } from "./rank.ts";
import type { Patch, Rec, Records } from "./wire.ts";

export class RecordStore {
  seq: number;
  private server: Map<string, Rec>;
  private shown: Map<string, Rec>;
  private index = new Map<string, Map<string, [string, Rec][]>>();
  private covered: ReadonlyMap<string, { from: Rec | undefined; items: string; to: Rec | null }> = new Map();

  constructor(seq: number, records: Records) {
    this.seq = seq;
    this.server = new Map(Object.entries(records));
    this.shown = new Map(this.server);
  }

  state(seq: number, records: Records): void {
    if (seq < this.seq) return;
    this.seq = seq;
    this.server = new Map(Object.entries(records));
  }

  patch(patch: Patch): void {
    if (patch.seq < this.seq) return;
    this.seq = patch.seq;
    for (const [id, record] of Object.entries(patch.put)) this.server.set(id, record);
    for (const id of patch.drop) this.server.delete(id);
  }

  /** Lay the page's own changes over what the server said. Untouched records keep their identity. */
  cover(items: readonly Item[]): void {
    const byEntity = new Map<string, Item[]>();
    for (const item of items) {
      const list = byEntity.get(item.change.entity) ?? [];
      list.push(item);
      byEntity.set(item.change.entity, list);
    }
    const shown = new Map(this.server);
    const covered = new Map<string, { from: Rec | undefined; items: string; to: Rec | null }>();
    for (const [id, list] of byEntity) {
      const from = this.server.get(id);
      const key = list.map((item) => item.change.id + JSON.stringify(item.change.fields)).join(" ");
      const before = this.covered.get(id);
      const to =
        before !== undefined && before.from === from && before.items === key
          ? before.to
          : overlay(from, list);
      covered.set(id, { from, items: key, to });
      if (to === null) shown.delete(id);
      else shown.set(id, to);
    }
    this.covered = covered;
    this.shown = shown;
    this.index = new Map();
  }

  /** The records of a kind whose reference `field` says `id`, in order. Found once for all until something changes. */
  by(kind: string, field: string, id: string): readonly [string, Rec][] {
    const key = `${kind}/${field}`;
    let found = this.index.get(key);
    if (found === undefined) {
      found = new Map();
      for (const entry of this.of(kind)) {
        const at = String(entry[1].fields[field] ?? "");
        const list = found.get(at);
        if (list === undefined) found.set(at, [entry]);
        else list.push(entry);
      }
      this.index.set(key, found);
    }
    return found.get(id) ?? [];
  }

  get(id: string): Rec | undefined {
    return this.shown.get(id);
  }

  /** The record as the server last told it. */
  saved(id: string): Rec | undefined {
    return this.server.get(id);
  }

  /** Records of some kinds in their order. */
  of(...kinds: string[]): [string, Rec][] {
    return [...this.shown].filter(([, record]) => kinds.includes(record.kind)).sort(byRank);
  }
}

function overlay(from: Rec | undefined, items: readonly Item[]): Rec | null {
  let record = from;
  for (const { change } of items) {
    if (change.fields.deleted === true) {
      record = undefined;
      continue;
    }
    if (record === undefined) {
      if (!change.made) continue; // deleted by someone else meanwhile
      record = { kind: change.kind, rank: "", label: "", fields: {} };
    }
    const { rank, ...fields } = change.fields;
    record = {
      ...record,
      rank: typeof rank === "string" ? rank : record.rank,
      fields: { ...record.fields, ...fields },
    };
  }
  return record ?? null;
}

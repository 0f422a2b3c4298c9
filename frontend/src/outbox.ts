// Changes on their way: one in flight for each record, the others wait in order. Kept on the device until accepted.
import { newId } from "./ids.ts";
import type { Keep, Unsent } from "./keep.ts";
import type { Batch, Change, Value, Values } from "./wire.ts";

export type Stage = "waiting" | "sent" | "accepted";

export interface Item {
  change: Change;
  stage: Stage;
  /** Sequence number under which it was accepted. */
  seq: number;
  sentAt: number;
  /** The id of the batch that it is a part of: all of it goes, is accepted and is refused together. */
  readonly group?: string;
}

export interface Wish {
  readonly kind: string;
  readonly entity: string;
  readonly fields: Values;
  readonly base: number;
  readonly made?: boolean;
}

const RESEND_AFTER_MS = 10_000;

export class Outbox {
  items: Item[] = [];
  private readonly keep: Keep;
  private readonly send: (message: Unsent) => void;

  constructor(keep: Keep, send: (message: Unsent) => void) {
    this.keep = keep;
    this.send = send;
    for (const kept of keep.all()) {
      if (kept.type === "change") this.items.push({ change: kept, stage: "waiting", seq: 0, sentAt: 0 });
      else this.queue(kept);
    }
  }

  /** Number of changes that the server has not accepted yet. */
  get open(): number {
    return this.items.filter((item) => item.stage !== "accepted").length;
  }

  add(wish: Wish): Change {
    const same = this.items.find(
      (item) =>
        item.stage === "waiting" &&
        item.group === undefined &&
        item.change.entity === wish.entity &&
        sameKeys(item.change.fields, wish.fields),
    );
    if (same !== undefined) {
      // It has not left yet: the newer value takes its place, derived from the same base.
      same.change = { ...same.change, fields: wish.fields };
      this.keep.put(same.change);
      return same.change;
    }
    const { kind, entity, fields, base, made = false } = wish;
    const change: Change = { type: "change", id: newId("c"), batch: null, base, kind, entity, fields, made };
    this.items.push({ change, stage: "waiting", seq: 0, sentAt: 0 });
    this.keep.put(change);
    return change;
  }

  /** Several changes as one: made together or not at all. Gives the id of the batch. */
  addAll(wishes: readonly Wish[]): string {
    const changes = wishes.map(({ kind, entity, fields, base, made = false }): Change => {
      return { type: "change", id: newId("c"), batch: null, base, kind, entity, fields, made };
    });
    const base = Math.min(...wishes.map((wish) => wish.base));
    const batch: Batch = { type: "batch", id: newId("b"), base, changes };
    this.queue(batch);
    this.keep.put(batch);
    return batch.id;
  }

  private queue(batch: Batch): void {
    for (const change of batch.changes) {
      this.items.push({ change, stage: "waiting", seq: 0, sentAt: 0, group: batch.id });
    }
  }

  /** Send what may go now. */
  flush(): void {
    const busy = new Set<string>();
    const now = Date.now();
    const seen = new Set<string>();
    for (const item of this.items) {
      if (item.stage === "accepted" || (item.group !== undefined && seen.has(item.group))) continue;
      const together =
        item.group === undefined ? [item] : this.items.filter((one) => one.group === item.group);
      if (item.group !== undefined) seen.add(item.group);
      const late = item.stage === "sent" && now - item.sentAt > RESEND_AFTER_MS;
      const free = together.every((one) => !busy.has(one.change.entity));
      if (free && (item.stage === "waiting" || late)) {
        for (const one of together) {
          one.stage = "sent";
          one.sentAt = now;
        }
        this.send(item.group === undefined ? item.change : asBatch(item.group, together));
      }
      for (const one of together) busy.add(one.change.entity);
    }
  }

  /** After a lost connection: everything that was not accepted goes again; its ids make that harmless. */
  resend(): void {
    for (const item of this.items) if (item.stage === "sent") item.stage = "waiting";
    this.flush();
  }

  /** Gives the changes that were accepted; none where the page knows nothing of `id`, or knew it already. */
  accept(id: string, seq: number): Change[] {
    const done = this.named(id).filter((item) => item.stage !== "accepted");
    const fields = new Map<string, Set<string>>();
    for (const item of done) {
      item.stage = "accepted";
      item.seq = seq;
      const names = fields.get(item.change.entity) ?? new Set();
      for (const name of Object.keys(item.change.fields)) names.add(name);
      fields.set(item.change.entity, names);
    }
    if (done.length === 0) return [];
    this.keep.drop(id);
    for (const later of this.items) {
      // What still waits on the same text was typed on top of the text that was just accepted.
      const names = fields.get(later.change.entity);
      if (later.stage !== "waiting" || later.group !== undefined || names === undefined) continue;
      const same = names.has("deleted") || Object.keys(later.change.fields).some((name) => names.has(name));
      if (!same) continue;
      later.change = { ...later.change, base: Math.max(later.change.base ?? 0, seq) };
      this.keep.put(later.change);
    }
    this.flush();
    return done.map((item) => item.change);
  }

  refuse(id: string): Change[] {
    const refused = this.named(id);
    if (refused.length === 0) return [];
    const gone = new Set<Item>(refused);
    const unmade = new Set(refused.filter((item) => item.change.made).map((item) => item.change.entity));
    for (const later of this.items) {
      // The record never came to be, so nothing that was written on it can.
      if (unmade.has(later.change.entity)) gone.add(later);
    }
    this.items = this.items.filter((one) => !gone.has(one));
    for (const one of gone) this.keep.drop(one.group ?? one.change.id);
    this.flush();
    return refused.map((item) => item.change);
  }

  private named(id: string): Item[] {
    return this.items.filter((one) => (one.group ?? one.change.id) === id);
  }

  /** The page now has everything up to `seq`: what was accepted by then needs no covering any more. */
  settle(seq: number): void {
    this.items = this.items.filter((item) => item.stage !== "accepted" || item.seq > seq);
  }

  /** The value that this page has sent or will send for a field, if any. */
  latest(entity: string, field: string): Value | undefined {
    for (let place = this.items.length - 1; place >= 0; place--) {
      const change = this.items[place]?.change;
      if (change?.entity === entity && field in change.fields) return change.fields[field];
    }
    return undefined;
  }
}

function asBatch(id: string, items: readonly Item[]): Batch {
  const changes = items.map((item) => item.change);
  return { type: "batch", id, base: Math.min(...changes.map((change) => change.base ?? 0)), changes };
}

function sameKeys(a: Values, b: Values): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b);
}

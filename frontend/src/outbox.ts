// Changes on their way: one in flight for each record, the others wait in order. Kept on the device until accepted.
import { newId } from "./ids.ts";
import type { Keep } from "./keep.ts";
import type { Change, Value, Values } from "./wire.ts";

export type Stage = "waiting" | "sent" | "accepted";

export interface Item {
  change: Change;
  stage: Stage;
  /** Sequence number under which it was accepted. */
  seq: number;
  sentAt: number;
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
  private readonly send: (change: Change) => void;

  constructor(keep: Keep, send: (change: Change) => void) {
    this.keep = keep;
    this.send = send;
    for (const change of keep.all()) this.items.push({ change, stage: "waiting", seq: 0, sentAt: 0 });
  }

  /** Number of changes that the server has not accepted yet. */
  get open(): number {
    return this.items.filter((item) => item.stage !== "accepted").length;
  }

  add(wish: Wish): Change {
    const same = this.items.find(
      (item) =>
        item.stage === "waiting" &&
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

  /** Send what may go now. */
  flush(): void {
    const busy = new Set<string>();
    const now = Date.now();
    for (const item of this.items) {
      if (item.stage === "accepted") continue;
      const late = item.stage === "sent" && now - item.sentAt > RESEND_AFTER_MS;
      if (!busy.has(item.change.entity) && (item.stage === "waiting" || late)) {
        item.stage = "sent";
        item.sentAt = now;
        this.send(item.change);
      }
      busy.add(item.change.entity);
    }
  }

  /** After a lost connection: everything that was not accepted goes again; its ids make that harmless. */
  resend(): void {
    for (const item of this.items) if (item.stage === "sent") item.stage = "waiting";
    this.flush();
  }

  accept(id: string, seq: number): Change | undefined {
    const item = this.items.find((one) => one.change.id === id);
    if (item === undefined || item.stage === "accepted") return undefined;
    item.stage = "accepted";
    item.seq = seq;
    this.keep.drop(id);
    for (const later of this.items) {
      // What still waits on the same text was typed on top of the text that was just accepted.
      if (later.stage !== "waiting" || later.change.entity !== item.change.entity) continue;
      if (!Object.keys(later.change.fields).some((name) => name in item.change.fields)) continue;
      later.change = { ...later.change, base: Math.max(later.change.base ?? 0, seq) };
      this.keep.put(later.change);
    }
    this.flush();
    return item.change;
  }

  refuse(id: string): Change | undefined {
    const item = this.items.find((one) => one.change.id === id);
    if (item === undefined) return undefined;
    this.items = this.items.filter((one) => one !== item);
    this.keep.drop(id);
    if (item.change.made) {
      // The record never came to be, so nothing that was written on it can.
      for (const later of this.items.filter((one) => one.change.entity === item.change.entity)) {
        this.keep.drop(later.change.id);
      }
      this.items = this.items.filter((one) => one.change.entity !== item.change.entity);
    }
    this.flush();
    return item.change;
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

function sameKeys(a: Values, b: Values): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b);
}

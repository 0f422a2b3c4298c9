// One text while somebody writes it. Never lets another person's version into the field; says that there is one.
import type { Value } from "./wire.ts";

export class Draft {
  /** What the field shows. */
  text: string;
  /** Typed, and not yet handed over to be sent. */
  dirty = false;
  focused = false;
  /** Somebody else's version, when it differs from what is being written here. */
  theirs: string | null = null;
  /** Why the last text was not accepted. */
  problem: string | null = null;
  /** Why the text does not fit its field; it is not sent like this. */
  invalid: string | null = null;
  /** Sequence number that the text was derived from. */
  base: number;
  private saved: string;
  private readonly own = new Set<string>();

  constructor(saved: string, base: number) {
    this.text = saved;
    this.saved = saved;
    this.base = base;
  }

  /** True while dropping this draft would lose something. */
  get busy(): boolean {
    return this.dirty || this.focused || this.theirs !== null || this.problem !== null;
  }

  type(text: string): void {
    this.text = text;
    this.dirty = true;
    this.invalid = null;
  }

  /** The text to send now, or null where there is nothing new. */
  commit(): string | null {
    if (!this.dirty) return null;
    this.dirty = false;
    this.problem = null;
    if (this.text === this.saved && this.own.size === 0) return null;
    this.own.add(this.text);
    return this.text;
  }

  accepted(text: string, seq: number): void {
    this.base = Math.max(this.base, seq);
    this.saved = text;
    this.problem = null;
  }

  refused(message: string, theirs: Value | undefined, seq: number): void {
    this.own.clear();
    this.problem = message;
    if (theirs !== undefined) {
      this.theirs = theirs === null ? "" : String(theirs);
      this.saved = this.theirs;
      this.base = Math.max(this.base, seq);
    }
  }

  /** The shown record now says `saved`, as of `seq`. */
  arrive(saved: string, seq: number): void {
    if (saved === this.saved) return;
    this.saved = saved;
    if (saved === this.text || this.own.has(saved)) {
      if (this.theirs !== null && saved === this.text) this.theirs = null;
      return;
    }
    if (this.focused || this.dirty || this.problem !== null) {
      this.theirs = saved;
      return;
    }
    this.text = saved;
    this.base = seq;
    this.theirs = null;
  }

  /** The person leaves the field: with nothing written, the other version simply comes in. */
  leave(seq: number): void {
    this.focused = false;
    if (this.dirty || this.problem !== null) return;
    if (this.theirs !== null) this.takeTheirs(seq);
    this.own.clear();
  }

  takeTheirs(seq: number): void {
    this.text = this.theirs ?? this.saved;
    this.settle(seq);
    this.dirty = false;
  }

  /** Keep what stands here: it counts as written on top of their version, and is sent again. */
  keepMine(seq: number): void {
    this.settle(seq);
    this.dirty = true;
  }

  private settle(seq: number): void {
    this.theirs = null;
    this.problem = null;
    this.invalid = null;
    this.base = seq;
    this.own.clear();
  }
}

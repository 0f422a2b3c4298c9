// A widget's model: what Python knows of it, mirrored. Behaves as ipywidgets' WidgetModel does (protocol 2.1),
// and keeps what the kernel has not confirmed, so that a lost connection loses no change.
import { Events } from "./events.ts";
import type { Bytes } from "./protocol.ts";
import { isEqual, type Path, putBuffers, type State, snapshot, type Value } from "./state.ts";

/** How a model reaches Python. */
export interface Wire {
  /** Send changed attributes; returns the message's id, or null while there is no connection. */
  update(id: string, state: State): string | null;
  custom(id: string, content: unknown, buffers: readonly Bytes[]): void;
  close(id: string): void;
}

/** What a comm message of a widget carries. */
export interface CommData {
  readonly method?: string;
  readonly state?: State;
  readonly buffer_paths?: readonly Path[];
  readonly content?: unknown;
}

export interface Kind {
  readonly name: string;
  readonly module: string;
}

/** A message handed to a model, with the id of the message that it answers. */
export interface Told {
  readonly data: CommData;
  readonly buffers: readonly DataView[];
  readonly parent: string | undefined;
}

export class Model extends Events {
  readonly attributes: State;
  closed = false;
  private before: State = {};
  private changed: State = {};
  /** Set here and not yet saved. */
  private unsaved: State = {};
  /** Saved, and waiting for the message before to be dealt with. */
  private buffer: State | null = null;
  private inFlight: { readonly message: string; readonly state: State } | null = null;
  private readonly expected = new Map<string, string>();
  private fromKernel: State | null = null;

  constructor(
    readonly model_id: string,
    readonly kind: Kind,
    state: State,
    protected readonly wire: Wire,
  ) {
    super();
    this.attributes = { ...state };
  }

  get(name: string): Value {
    return this.attributes[name];
  }

  has(name: string): boolean {
    return this.attributes[name] != null;
  }

  set(names: string | State, value?: Value): this {
    const wanted: State = typeof names === "string" ? { [names]: value } : names;
    const changes = Object.entries(wanted).filter(([name, one]) => !isEqual(this.attributes[name], one));
    this.before = { ...this.attributes };
    this.changed = Object.fromEntries(changes);
    for (const [name, one] of changes) {
      this.attributes[name] = one;
      if (this.fromKernel === null || this.fromKernel[name] !== one) this.unsaved[name] = one;
    }
    for (const [name, one] of changes) this.trigger(`change:${name}`, this, one, {});
    if (changes.length > 0) this.trigger("change", this, {});
    return this;
  }

  /** What the last `set` changed, or false. */
  changedAttributes(): State | false {
    return Object.keys(this.changed).length > 0 ? { ...this.changed } : false;
  }

  hasChanged(name: string): boolean {
    return Object.hasOwn(this.changed, name);
  }

  previous(name: string): Value {
    return this.before[name];
  }

  /** Send what was set since the last time; while one message is under way, the next ones are joined into one. */
  save_changes(): void {
    const state = this.unsaved;
    this.unsaved = {};
    if (this.closed || Object.keys(state).length === 0) return;
    if (this.inFlight !== null || this.buffer !== null) this.buffer = { ...this.buffer, ...snapshot(state) };
    else this.update(snapshot(state));
  }

  send(content: unknown, _callbacks?: unknown, buffers: readonly Bytes[] = []): void {
    if (!this.closed) this.wire.custom(this.model_id, content, buffers);
  }

  /** True while Python may not have everything that was saved here. */
  get pending(): boolean {
    return this.inFlight !== null || this.buffer !== null;
  }

  /** A message from Python. */
  receive({ data, buffers, parent }: Told): void {
    if (data.method === "custom") this.trigger("msg:custom", data.content, buffers);
    if (data.method !== "update" && data.method !== "echo_update") return;
    const state = { ...data.state };
    putBuffers(state, data.buffer_paths ?? [], buffers);
    if (data.method === "echo_update") this.dropOldEchoes(state, parent);
    this.setFromKernel(state);
  }

  /** The kernel has dealt with the message of this id. */
  settle(message: string): void {
    if (this.inFlight?.message !== message) return;
    this.inFlight = null;
    const state = this.buffer;
    this.buffer = null;
    if (state !== null) this.update(state);
  }

  /** Back after a loss: send again whatever the kernel has not confirmed. */
  resend(): void {
    const state = { ...this.inFlight?.state, ...this.buffer };
    this.inFlight = null;
    this.buffer = null;
    this.expected.clear();
    if (Object.keys(state).length > 0) this.update(state);
  }

  /** Take the kernel's whole state, except for what was changed here and is on its way. */
  refresh(state: State): void {
    const mine = { ...this.unsaved, ...this.inFlight?.state, ...this.buffer };
    this.setFromKernel(
      Object.fromEntries(Object.entries(state).filter(([name]) => !Object.hasOwn(mine, name))),
    );
  }

  /** The widget is gone; `told` where it was the kernel that said so. */
  close(told = false): void {
    if (this.closed) return;
    this.closed = true;
    this.inFlight = this.buffer = null;
    if (!told) this.wire.close(this.model_id);
    this.trigger("comm:close");
    this.trigger("destroy", this);
    this.off();
  }

  toJSON(): string {
    return `IPY_MODEL_${this.model_id}`;
  }

  private setFromKernel(state: State): void {
    this.fromKernel = state;
    try {
      this.set(state);
    } finally {
      this.fromKernel = null;
    }
  }

  private update(state: State): void {
    const message = this.wire.update(this.model_id, state);
    if (message === null) {
      this.buffer = { ...state, ...this.buffer };
      return;
    }
    this.inFlight = { message, state };
    for (const name of Object.keys(state)) this.expected.set(name, message);
  }

  /** Until our own change comes back, older values of the same attribute would make the page jump. */
  private dropOldEchoes(state: State, parent: string | undefined): void {
    for (const name of Object.keys(state)) {
      const awaited = this.expected.get(name);
      if (awaited === undefined) continue;
      if (awaited === parent) this.expected.delete(name);
      if (awaited !== parent || Object.hasOwn(this.buffer ?? {}, name)) delete state[name];
    }
  }
}

// What one widget knows on its page: its records, its unsent changes, its drafts and its connection.
import { check } from "./check.ts";
import { Draft } from "./draft.ts";
import { Jotter } from "./jotter.ts";
import { deviceStorage, type Keep, keepIn } from "./keep.ts";
import { type Connection, Link } from "./link.ts";
import { Outbox, type Wish } from "./outbox.ts";
import { RecordStore } from "./records.ts";
import type {
  Change,
  Down,
  Field,
  Model,
  Rec,
  Records,
  Refusal,
  Rights,
  Spec,
  Value,
  Values,
} from "./wire.ts";
import { say } from "./words.ts";

export interface Toast {
  readonly text: string;
  readonly tone: "plain" | "trouble";
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Text of the person's own that found no place; shown so that it can be copied. */
  readonly rescued?: string;
}

export type SavedState = "saved" | "saving" | "kept" | "faulty";

/** Characters from which on a text that found no place is shown to be copied. */
const LONG_ENOUGH = 24;

export class Session<S extends Spec = Spec> {
  readonly spec: S;
  readonly records: RecordStore;
  readonly outbox: Outbox;
  readonly link: Link;
  readonly jotter: Jotter;
  /** Which "More" stands open, by kind of record: kept from one sheet to the next. */
  readonly unfolded = new Set<string>();
  connection: Connection = "joining";
  canUndo = false;
  canRedo = false;
  toast: Toast | null = null;
  /** What may be done here now; null where everything may. */
  rights: Rights | null;
  /** Said by screen readers when it changes. */
  spoken = "";
  private readonly drafts = new Map<string, Draft>();
  private readonly others = new Map<string, Down>();
  private readonly watchers = new Set<() => void>();
  private readonly listeners = new Set<(message: Down, buffers: readonly DataView[]) => void>();
  private readonly timer: ReturnType<typeof setInterval>;
  private readonly storage: Storage | null;
  private queued = false;
  private readonly steps: ("undo" | "redo")[] = [];

  constructor(model: Model, storage: Storage | null = deviceStorage()) {
    this.spec = model.get("spec") as S;
    const start = model.get("start") as { seq: number; records: Records };
    this.storage = storage;
    this.records = new RecordStore(start.seq, start.records);
    const keep: Keep = keepIn(storage, this.spec.keep);
    this.rights = this.spec.rights ?? null;
    this.jotter = new Jotter(storage, this.spec.keep, {
      known: this.spec.jotted ?? {},
      tell: (place, text) => this.spec.jotted !== undefined && this.link.send({ type: "jot", place, text }),
    });
    this.outbox = new Outbox(keep, (message) => this.link.send(message));
    this.records.cover(this.outbox.items);
    this.link = new Link(model, {
      onMessage: (message, buffers) => this.hear(message, buffers),
      onConnection: (state) => this.connect(state),
      seen: () => this.records.seq,
    });
    this.timer = setInterval(() => this.link.connected && this.outbox.flush(), 2000);
    globalThis.addEventListener?.("pagehide", this.commitAll);
    globalThis.addEventListener?.("beforeunload", this.warn);
    globalThis.document?.addEventListener("visibilitychange", this.commitAll);
  }

  close(): void {
    this.commitAll();
    clearInterval(this.timer);
    this.link.close();
    globalThis.removeEventListener?.("pagehide", this.commitAll);
    globalThis.removeEventListener?.("beforeunload", this.warn);
    globalThis.document?.removeEventListener("visibilitychange", this.commitAll);
  }

  say(key: string, places: Readonly<Record<string, string | number>> = {}): string {
    return say(this.spec.words, key, places);
  }

  get mayAdd(): boolean {
    return this.rights === null || this.rights.add;
  }

  /** Whether this record may be changed here; what has just been made on this page may. */
  may(entity: string): boolean {
    const { rights } = this;
    if (rights === null) return true;
    if (this.records.get(entity) === undefined) return rights.add;
    const made = this.outbox.items.some((item) => item.change.entity === entity && item.change.made);
    return rights.edit && (made || rights.own.includes(entity));
  }

  get savedState(): SavedState {
    const drafts = [...this.drafts.values()];
    if (this.connection === "lost" && (this.outbox.open > 0 || drafts.some((one) => one.dirty)))
      return "kept";
    if (drafts.some((one) => one.invalid !== null || one.problem !== null)) return "faulty";
    return this.outbox.open > 0 || drafts.some((one) => one.dirty) ? "saving" : "saved";
  }

  /** Be told of every change of what is shown. */
  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /** Be told of the messages that are no concern of records (answers, uploads, steps). */
  listen(listener: (message: Down, buffers: readonly DataView[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The last message of a type that is no concern of records: it may have come before there was a view. */
  heard<T extends Down["type"]>(type: T): Extract<Down, { type: T }> | undefined {
    return this.others.get(type) as Extract<Down, { type: T }> | undefined;
  }

  get(id: string): Rec | undefined {
    return this.records.get(id);
  }

  value(entity: string, field: string): Value {
    return this.records.get(entity)?.fields[field] ?? null;
  }

  /** Change fields of a record; it shows at once and goes to the server as soon as that is possible. */
  change(kind: string, entity: string, fields: Values, more: { base?: number; made?: boolean } = {}): void {
    this.toast = null;
    this.outbox.add({ kind, entity, fields, base: more.base ?? this.records.seq, made: more.made ?? false });
    if (this.connection !== "lost") this.outbox.flush();
    this.cover();
  }

  /** Change several records at once: all of it holds or none, and one undo takes all of it back. */
  batch(wishes: readonly Omit<Wish, "base">[]): void {
    if (wishes.length === 0) return;
    this.toast = null;
    this.outbox.addAll(wishes.map((wish) => ({ ...wish, base: this.records.seq })));
    if (this.connection !== "lost") this.outbox.flush();
    this.cover();
  }

  draft(entity: string, field: string): Draft {
    const key = `${entity}/${field}`;
    const shown = asText(this.value(entity, field));
    const draft = this.drafts.get(key) ?? new Draft(shown, this.records.seq);
    this.drafts.set(key, draft);
    draft.arrive(shown, this.records.seq);
    return draft;
  }

  /** Hand a draft's text over to be sent, if it fits its field; `made` where the record may come into being by it. */
  commit(kind: string, entity: string, field: Field, made = false): void {
    const draft = this.drafts.get(`${entity}/${field.name}`);
    if (draft === undefined || !draft.dirty) return;
    const checked = check(field, draft.text, (key, places) => this.say(key, places));
    draft.invalid = "problem" in checked ? checked.problem : null;
    if ("problem" in checked || draft.commit() === null) {
      this.changed();
      return;
    }
    this.change(
      kind,
      entity,
      { [field.name]: checked.value },
      {
        base: draft.base,
        made: made && this.records.get(entity) === undefined,
      },
    );
  }

  /** How a draft is committed is known where its field stands. */
  readonly committers = new Map<string, () => void>();

  readonly commitAll = (): void => {
    for (const commit of this.committers.values()) commit();
  };

  undo(): void {
    for (const commit of this.committers.values()) commit();
    this.toast = null;
    this.step("undo");
    this.speak(this.say("undone"));
  }

  redo(): void {
    this.toast = null;
    this.step("redo");
    this.speak(this.say("redone"));
  }

  /** What is still on its way comes first: otherwise the step before it would be taken back. */
  private step(name: "undo" | "redo"): void {
    this.steps.push(name);
    this.takeSteps();
  }

  private takeSteps(): void {
    if (this.outbox.open > 0) return;
    for (const type of this.steps.splice(0)) this.link.send({ type });
  }

  speak(text: string): void {
    this.spoken = text;
    this.changed();
  }

  show(toast: Toast | null): void {
    this.toast = toast;
    this.changed();
  }

  /** Tell the watchers, once for all that happens in one turn. */
  changed(): void {
    if (this.queued) return;
    this.queued = true;
    queueMicrotask(() => {
      this.queued = false;
      for (const watcher of [...this.watchers]) watcher();
    });
  }

  private cover(): void {
    this.records.cover(this.outbox.items);
    for (const [key, draft] of this.drafts) {
      const [entity = "", field = ""] = key.split("/");
      draft.arrive(asText(this.value(entity, field)), this.records.seq);
      if (!draft.busy && !this.committers.has(key)) this.drafts.delete(key);
    }
    this.changed();
  }

  private connect(state: Connection): void {
    const before = this.connection;
    this.connection = state;
    if (state === "lost" || state === "back") this.spoken = this.say(`connection_${state}`);
    // What was sent while joining is on its way and waits for its answer.
    if (state === "back" || (state === "live" && before === "lost")) this.outbox.resend();
    else if (state === "live") this.outbox.flush();
    this.changed();
  }

  private hear(message: Down, buffers: readonly DataView[]): void {
    switch (message.type) {
      case "state":
        this.records.state(message.seq, message.records);
        break;
      case "patch":
        this.records.patch(message);
        break;
      case "ack":
        this.accepted(this.outbox.accept(message.id, message.seq), message.seq);
        break;
      case "refused":
        this.refused(message);
        break;
      case "history":
        this.canUndo = message.can_undo;
        this.canRedo = message.can_redo;
        this.changed();
        return;
      case "rights":
        this.rights = message;
        this.changed();
        return;
      case "pong":
        return;
      default:
        this.others.set(message.type, message);
        for (const listener of [...this.listeners]) listener(message, buffers);
        this.changed();
        return;
    }
    this.outbox.settle(this.records.seq);
    this.cover();
    this.takeSteps();
  }

  private accepted(changes: readonly Change[], seq: number): void {
    for (const change of changes) {
      this.jotter.made(change.entity);
      for (const [field, value] of Object.entries(change.fields)) {
        this.drafts.get(`${change.entity}/${field}`)?.accepted(asText(value), seq);
      }
    }
  }

  private refused(refusal: Refusal): void {
    const changes = this.outbox.refuse(refusal.id);
    const change = changes[0];
    if (change === undefined) {
      // Undo and redo have no change of their own; refusals of other views of this widget are theirs to show.
      if (refusal.id === "undo" || refusal.id === "redo") {
        this.show({ text: refusal.message, tone: "trouble" });
      }
      return;
    }
    const names = Object.keys(change.fields);
    const field = refusal.field ?? (names.length === 1 ? names[0] : undefined);
    const key = `${change.entity}/${field}`;
    const alone = changes.length === 1;
    if (alone && field !== undefined && (this.drafts.has(key) || "theirs" in refusal) && !change.made) {
      const mine = asText(change.fields[field] ?? null);
      const draft = this.drafts.get(key) ?? new Draft(mine, change.base ?? 0);
      if (!draft.dirty) draft.text = mine;
      this.drafts.set(key, draft);
      draft.refused(refusal.message, refusal.theirs, this.records.seq);
      if (this.committers.has(key)) {
        this.speak(refusal.message);
        return;
      }
    }
    const back = alone && change.made && this.jotter.giveBack(change.entity);
    const texts = changes
      .flatMap((one) => Object.entries(one.fields))
      .filter(([name, one]) => name !== "rank" && typeof one === "string" && !one.startsWith("data:"))
      .map(([, one]) => String(one))
      .filter((one) => !back && one.length > LONG_ENOUGH);
    this.show({
      text: refusal.message,
      tone: "trouble",
      ...(texts.length > 0 ? { rescued: texts.join("\n") } : {}),
    });
  }

  /** Whether this device keeps what is not sent yet, so that a reload brings it back. */
  get keeps(): boolean {
    return this.storage !== null;
  }

  private readonly warn = (event: BeforeUnloadEvent): void => {
    this.commitAll();
    const stuck = [...this.drafts.values()].some((one) => one.invalid !== null || one.problem !== null);
    if (stuck || (this.storage === null && this.outbox.open > 0)) event.preventDefault();
  };
}

export function asText(value: Value): string {
  return value === null ? "" : String(value);
}

// The connection to Python: hello, heartbeat, and what state it is in. Knows nothing of records.
import type { Down, Model, Up } from "./wire.ts";

export type Connection = "joining" | "live" | "lost" | "back";

export interface LinkOptions {
  /** Called for each message from Python. */
  readonly onMessage: (message: Down, buffers: readonly DataView[]) => void;
  /** Called when the state of the connection changes. */
  readonly onConnection: (state: Connection) => void;
  /** The newest sequence number that this page has. */
  readonly seen: () => number;
  readonly pingEveryMs?: number;
  readonly patienceMs?: number;
}

const BACK_SHOWN_MS = 3000;
const SLOWEST_PING_MS = 10_000;
const LATE_MS = 500;

export class Link {
  state: Connection = "joining";
  /** True once Python has said anything. */
  heard = false;
  private readonly model: Model;
  private readonly options: LinkOptions;
  private readonly pingEvery: number;
  private readonly patience: number;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private backTimer: ReturnType<typeof setTimeout> | undefined;
  private n = 0;
  private wait = 0;
  private awaited = 0;
  private due = 0;
  private heardAt = 0;

  constructor(model: Model, options: LinkOptions) {
    this.model = model;
    this.options = options;
    this.pingEvery = options.pingEveryMs ?? 3000;
    this.patience = options.patienceMs ?? 3000;
    model.on("msg:custom", this.hear);
    globalThis.addEventListener?.("online", this.askNow);
    globalThis.addEventListener?.("offline", this.askNow);
    globalThis.document?.addEventListener("visibilitychange", this.askNow);
    this.hello();
    this.ask();
  }

  get connected(): boolean {
    return this.state === "live" || this.state === "back";
  }

  send(message: Up, buffers?: ArrayBuffer[]): void {
    try {
      this.model.send(message, undefined, buffers);
    } catch {
      this.set("lost"); // the comm is gone; what is unsent stays in the outbox
    }
  }

  hello(): void {
    this.send({ type: "hello", seen: this.options.seen() });
  }

  close(): void {
    clearTimeout(this.timer);
    clearTimeout(this.backTimer);
    this.model.off("msg:custom", this.hear);
    globalThis.removeEventListener?.("online", this.askNow);
    globalThis.removeEventListener?.("offline", this.askNow);
    globalThis.document?.removeEventListener("visibilitychange", this.askNow);
  }

  readonly hear = (content: unknown, buffers?: DataView[]): void => {
    if (typeof content !== "object" || content === null) return;
    const message = content as Down;
    // A page that was slow to open has not lost anything: it is there for the first time.
    const wasLost = this.state === "lost" && this.heard;
    this.heardAt = Date.now();
    this.heard = true;
    this.awaited = 0;
    this.wait = 0;
    if (wasLost) {
      this.set("back");
      this.hello(); // whatever was missed comes as one state
      this.schedule(this.pingEvery);
      this.backTimer = setTimeout(() => this.set("live"), BACK_SHOWN_MS);
    } else if (this.state === "joining" || this.state === "lost") {
      this.set("live");
    }
    if (message.type === "pong" && message.seq > this.options.seen() && !wasLost) this.hello();
    this.options.onMessage(message, buffers ?? []);
  };

  private readonly askNow = (): void => {
    if (globalThis.document?.visibilityState === "hidden") return;
    this.ask();
  };

  private ask(): void {
    clearTimeout(this.timer);
    this.n += 1;
    if (this.awaited === 0) this.awaited = Date.now();
    this.send({ type: "ping", n: this.n });
    this.await();
  }

  private await(): void {
    this.due = Date.now() + this.patience;
    this.timer = setTimeout(this.check, this.patience);
  }

  private readonly check = (): void => {
    if (this.awaited !== 0 && Date.now() - this.due > LATE_MS) {
      // It was this page that stood still, while it was being drawn: the answer may lie unread behind this timer.
      this.await();
    } else if (this.awaited !== 0) {
      if (globalThis.document?.visibilityState !== "hidden") this.set("lost");
      // Pings that cannot leave are queued by Jupyter and all arrive later, so they get rarer.
      this.wait = Math.min(SLOWEST_PING_MS, this.wait === 0 ? this.pingEvery : this.wait * 1.5);
      this.schedule(this.wait);
    } else {
      this.schedule(Math.max(0, this.pingEvery - (Date.now() - this.heardAt)));
    }
  };

  private schedule(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), ms);
  }

  private set(state: Connection): void {
    if (state === this.state) return;
    clearTimeout(this.backTimer);
    this.state = state;
    this.options.onConnection(state);
  }
}

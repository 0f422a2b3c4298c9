// The websocket to this page's kernel: it comes back by itself, says what state it is in, and gives each message once.
import {
  type Bytes,
  type Channel,
  decode,
  encode,
  type Header,
  type Message,
  SUBPROTOCOL,
} from "./protocol.ts";

/** `ended`: the kernel is gone for good, and with it what this page's widgets were connected to. */
export type State = "joining" | "live" | "lost" | "ended";

/** What the server says of the kernel: `away` when nobody answers. */
export type Fate = "there" | "gone" | "away";

export interface Handlers {
  readonly onMessage: (message: Message) => void;
  readonly onState: (state: State) => void;
  /** The connection is open, `again` after a loss; runs before queued messages leave. */
  readonly onOpen: (again: boolean) => void;
}

export interface Means {
  /** The address of the kernel's channels, with this page's session in it. */
  readonly address: string;
  readonly session: string;
  readonly fate: () => Promise<Fate>;
  readonly patienceMs?: number;
  readonly firstWaitMs?: number;
}

const LONGEST_WAIT_MS = 15_000;
const REMEMBERED = 2000;
const MOST_QUEUED = 2000;
const QUIET_MS = 15_000;

interface Outgoing {
  readonly message: Omit<Message, "buffers">;
  readonly buffers: readonly Bytes[];
}

export class KernelSocket {
  state: State = "joining";
  private socket: WebSocket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempt = 0;
  private opened = false;
  private count = 0;
  private heardAt = 0;
  private asking = false;
  private heard = false;
  private watchingSoon = false;
  private queue: Outgoing[] = [];
  private readonly seen = new Set<string>();

  constructor(
    private readonly means: Means,
    private readonly handlers: Handlers,
  ) {
    this.open();
    globalThis.document?.addEventListener("visibilitychange", this.wake);
    globalThis.addEventListener?.("online", this.wake);
    globalThis.addEventListener?.("pageshow", this.wake);
  }

  /** Messages that wait for a connection. */
  get waiting(): number {
    return this.queue.length;
  }

  /** Send, or keep until there is a connection; returns the message's id. */
  send(
    type: string,
    content: Record<string, unknown>,
    more: { channel?: Channel; metadata?: Record<string, unknown>; buffers?: readonly Bytes[] } = {},
  ): string {
    const message = this.message(type, content, more.channel ?? "shell", more.metadata ?? {});
    const outgoing = { message, buffers: more.buffers ?? [] };
    if (this.state === "live") this.write(outgoing);
    else if (this.state !== "ended") {
      this.queue.push(outgoing);
      if (this.queue.length > MOST_QUEUED) this.queue.shift();
    }
    return message.header.msg_id;
  }

  /** Forget what waits for a connection and is about this comm. */
  forget(comm: string): void {
    this.queue = this.queue.filter((one) => one.message.content.comm_id !== comm);
  }

  /** No more of this: the page is being left. Says nothing to anybody. */
  close(): void {
    this.state = "ended";
    clearTimeout(this.timer);
    globalThis.document?.removeEventListener("visibilitychange", this.wake);
    globalThis.removeEventListener?.("online", this.wake);
    globalThis.removeEventListener?.("pageshow", this.wake);
    this.drop();
  }

  private open(): void {
    const socket = new WebSocket(this.means.address, [SUBPROTOCOL]);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    socket.onopen = () => this.joined(socket);
    socket.onmessage = (event) => this.hear(socket, event.data);
    socket.onclose = () => this.lose(socket);
    // A connection that hangs half-way counts as lost.
    this.after(4 * this.patience, () => this.lose(socket));
  }

  private get patience(): number {
    return this.means.patienceMs ?? 3000;
  }

  private joined(socket: WebSocket): void {
    if (socket !== this.socket) return;
    const again = this.opened;
    this.opened = true;
    this.attempt = 0;
    this.heardAt = Date.now();
    this.asking = false;
    this.heard = false;
    this.watchingSoon = false;
    this.set("live");
    this.handlers.onOpen(again);
    const queued = this.queue;
    this.queue = [];
    this.after(QUIET_MS, this.watch);
    for (const one of queued) this.write(one);
  }

  private hear(socket: WebSocket, data: unknown): void {
    if (socket !== this.socket || !(data instanceof ArrayBuffer)) return;
    this.heardAt = Date.now();
    this.asking = false;
    this.heard = true;
    const message = decode(data);
    const { msg_id, msg_type } = message.header;
    // The server keeps what comes while we are away and sends it again; nothing may be applied twice.
    if (this.seen.has(msg_id)) return;
    this.seen.add(msg_id);
    if (this.seen.size > REMEMBERED) this.seen.delete(this.seen.values().next().value as string);
    if (msg_type === "status" && /restarting|dead/.test(String(message.content.execution_state))) {
      this.end();
      return;
    }
    this.handlers.onMessage(message);
  }

  private write({ message, buffers }: Outgoing): void {
    this.socket?.send(encode(message, buffers));
    // Whatever is sent is answered by the kernel's status; silence tells of a line that is dead but not closed.
    // Once this is set it stays: whoever writes often must not put it off for ever.
    if (this.asking || this.watchingSoon) return;
    this.watchingSoon = true;
    this.after(this.patience, this.watch);
  }

  private readonly watch = (): void => {
    this.watchingSoon = false;
    if (this.state !== "live" || this.socket === undefined) return;
    const quiet = Date.now() - this.heardAt;
    // On a line that has just opened and brought nothing, it is the kernel that is stuck: a new line would not help.
    if (this.asking && this.heard) this.lose(this.socket);
    else if (this.asking) {
      this.after(QUIET_MS, () => this.ask());
      // Or it is gone, and the word of it was lost on the way.
      void this.means.fate().then((fate) => fate === "gone" && this.end());
    } else if (quiet < this.patience) this.after(QUIET_MS, this.watch);
    else if (globalThis.document?.visibilityState === "hidden") this.after(QUIET_MS, this.watch);
    else this.ask();
  };

  /** The control channel answers even while the kernel is busy. */
  private ask(): void {
    this.asking = true;
    this.socket?.send(encode(this.message("kernel_info_request", {}, "control", {}), []));
    this.after(this.patience, this.watch);
  }

  private readonly wake = (event: Event): void => {
    if (globalThis.document?.visibilityState === "hidden") return;
    if (event.type === "pageshow" && !(event as PageTransitionEvent).persisted) return;
    if (this.state === "live") {
      this.ask();
      void this.means.fate().then((fate) => fate === "gone" && this.end());
    } else if (this.state === "lost") {
      this.attempt = 0;
      clearTimeout(this.timer);
      void this.retry();
    }
  };

  private lose(socket: WebSocket): void {
    if (socket !== this.socket || this.state === "ended") return;
    this.drop();
    this.set("lost");
    this.retryLater();
  }

  private drop(): void {
    const socket = this.socket;
    this.socket = undefined;
    if (socket === undefined) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  private async retry(): Promise<void> {
    if (this.state !== "lost" || this.socket !== undefined) return;
    const attempt = this.attempt;
    const fate = await this.means.fate();
    if (this.state !== "lost" || this.socket !== undefined || attempt !== this.attempt) return;
    if (fate === "gone") this.end();
    else if (fate === "there") this.open();
    else this.retryLater();
  }

  private retryLater(): void {
    const wait = Math.min(LONGEST_WAIT_MS, (this.means.firstWaitMs ?? 500) * 2 ** this.attempt);
    this.attempt += 1;
    // Forty phones that lost the same server should not all come back in the same moment.
    this.after(wait * (0.7 + 0.6 * Math.random()), () => void this.retry());
  }

  private end(): void {
    this.queue = [];
    this.set("ended");
    this.close();
  }

  private set(state: State): void {
    if (state === this.state || this.state === "ended") return;
    this.state = state;
    this.handlers.onState(state);
  }

  private after(ms: number, then: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(then, ms);
  }

  private message(
    type: string,
    content: Record<string, unknown>,
    channel: Channel,
    metadata: Record<string, unknown>,
  ): Omit<Message, "buffers"> {
    this.count += 1;
    const header: Header = {
      msg_id: `${this.means.session}_${this.count}`,
      msg_type: type,
      session: this.means.session,
      username: "",
      date: new Date().toISOString(),
      version: "5.4",
    };
    return { channel, header, parent_header: {}, metadata, content };
  }
}

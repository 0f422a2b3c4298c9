// The page's end of a comm, without a page: remembers what is sent, and says what the test says.
import type { Down, Model, Records, Up } from "../src/wire.ts";

export class FakeModel implements Model {
  sent: Up[] = [];
  buffers: (ArrayBuffer[] | undefined)[] = [];
  broken = false;
  private readonly callbacks = new Set<(content: unknown, buffers?: DataView[]) => void>();
  private readonly traits: Record<string, unknown>;

  constructor(records: Records = {}, seq = 7) {
    const spec = { title: "", help: "", lang: "en", words: {}, keep: "k", model: "m" };
    this.traits = { spec, start: { seq, records } };
  }

  get(name: string): unknown {
    return this.traits[name];
  }

  send(content: Up, _callbacks?: unknown, buffers?: ArrayBuffer[]): void {
    if (this.broken) throw new Error("comm is closed");
    this.sent.push(content);
    this.buffers.push(buffers);
  }

  on(_event: string, callback: (content: unknown, buffers?: DataView[]) => void): void {
    this.callbacks.add(callback);
  }

  off(_event: string, callback: (content: unknown, buffers?: DataView[]) => void): void {
    this.callbacks.delete(callback);
  }

  tell(message: Down): void {
    for (const callback of [...this.callbacks]) callback(message);
  }

  answerPings(seq: number): void {
    const pings = this.sent.filter((message) => message.type === "ping");
    this.sent = this.sent.filter((message) => message.type !== "ping");
    for (const ping of pings) if (ping.type === "ping") this.tell({ type: "pong", n: ping.n, seq });
  }

  changes(): Extract<Up, { type: "change" }>[] {
    return this.sent.filter((message) => message.type === "change");
  }
}

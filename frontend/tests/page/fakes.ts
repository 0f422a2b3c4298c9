// A websocket and a kernel that tests drive by hand.
import { type Channel, decode, encode, type Message } from "../../src/page/protocol.ts";

export class FakeSocket {
  static readonly made: FakeSocket[] = [];
  binaryType = "";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  closed = false;
  readonly sent: Message[] = [];

  constructor(
    readonly url: string,
    readonly protocols: readonly string[],
  ) {
    FakeSocket.made.push(this);
  }

  static get last(): FakeSocket {
    return FakeSocket.made[FakeSocket.made.length - 1] as FakeSocket;
  }

  send(data: Uint8Array<ArrayBuffer>): void {
    this.sent.push(decode(data.buffer));
  }

  close(): void {
    this.closed = true;
  }

  open(): void {
    this.onopen?.();
  }

  drop(): void {
    this.onclose?.();
  }

  tell(
    type: string,
    content: Record<string, unknown>,
    more: { id?: string; parent?: string; channel?: Channel } = {},
  ): void {
    this.onmessage?.({ data: kernelMessage(type, content, more).buffer });
  }

  /** What left, without the questions whether anybody is there. */
  get said(): Message[] {
    return this.sent.filter((one) => one.channel !== "control");
  }

  get questions(): number {
    return this.sent.length - this.said.length;
  }
}

let count = 0;

export function kernelMessage(
  type: string,
  content: Record<string, unknown>,
  more: { id?: string; parent?: string; channel?: Channel; buffers?: readonly Uint8Array[] } = {},
): Uint8Array<ArrayBuffer> {
  count += 1;
  const header = {
    msg_id: more.id ?? `kernel_${count}`,
    msg_type: type,
    session: "kernel",
    username: "",
    date: "",
    version: "5.4",
  };
  const parent = more.parent === undefined ? {} : { msg_id: more.parent };
  return encode(
    { channel: more.channel ?? "iopub", header, parent_header: parent, metadata: {}, content },
    more.buffers ?? [],
  );
}

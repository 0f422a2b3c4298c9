// One kernel message on the websocket, as `v1.kernel.websocket.jupyter.org` lays it out: a count, that many
// byte offsets (64 bits each, little-endian), then channel, header, parent header, metadata, content, buffers.

export const SUBPROTOCOL = "v1.kernel.websocket.jupyter.org";

export type Channel = "shell" | "control" | "iopub" | "stdin";

export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly version: string;
}

export interface Message {
  readonly channel: Channel;
  readonly header: Header;
  readonly parent_header: Partial<Header>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly content: Readonly<Record<string, unknown>>;
  readonly buffers: readonly DataView[];
}

export type Bytes = ArrayBuffer | ArrayBufferView;

const WORD = 8;

export function encode(
  message: Omit<Message, "buffers">,
  buffers: readonly Bytes[],
): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder();
  const parts = [
    text.encode(message.channel),
    ...[message.header, message.parent_header, message.metadata, message.content].map((part) =>
      text.encode(JSON.stringify(part)),
    ),
    ...buffers.map(asBytes),
  ];
  const head = WORD * (parts.length + 2);
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, head));
  const words = new DataView(whole.buffer);
  words.setUint32(0, parts.length + 1, true);
  let at = head;
  parts.forEach((part, index) => {
    words.setUint32(WORD * (index + 1), at, true);
    whole.set(part, at);
    at += part.byteLength;
  });
  words.setUint32(WORD * (parts.length + 1), at, true);
  return whole;
}

/** Raises RangeError or SyntaxError where `data` is no message. */
export function decode(data: ArrayBuffer): Message {
  const words = new DataView(data);
  const count = words.getUint32(0, true);
  const offset = (index: number): number => words.getUint32(WORD * (index + 1), true);
  const text = new TextDecoder();
  const part = (index: number): string =>
    text.decode(new Uint8Array(data, offset(index), offset(index + 1) - offset(index)));
  const json = (index: number) => JSON.parse(part(index));
  const buffers: DataView[] = [];
  for (let index = 5; index < count - 1; index += 1) {
    // A copy each: widgets read `view.buffer` from its beginning.
    buffers.push(new DataView(data.slice(offset(index), offset(index + 1))));
  }
  return {
    channel: part(0) as Channel,
    header: json(1),
    parent_header: json(2),
    metadata: json(3),
    content: json(4),
    buffers,
  };
}

function asBytes(data: Bytes): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

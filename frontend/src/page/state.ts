// A widget's state: JSON that may hold binary buffers, which travel beside it.
import type { Bytes } from "./protocol.ts";

// biome-ignore lint/suspicious/noExplicitAny: a trait may be anything that JSON or a buffer can say
export type Value = any;
export type State = Record<string, Value>;
export type Path = readonly (string | number)[];

/** Put each buffer where its path says, in place. */
export function putBuffers(state: State, paths: readonly Path[], buffers: readonly DataView[]): void {
  paths.forEach((path, index) => {
    let holder: Value = state;
    for (const step of path.slice(0, -1)) holder = holder[step];
    holder[path[path.length - 1] as string | number] = buffers[index];
  });
}

export interface Split {
  readonly state: State;
  readonly paths: Path[];
  readonly buffers: Uint8Array<ArrayBuffer>[];
}

/** A copy of the state without its buffers, and these with their paths; the state itself stays as it is. */
export function takeBuffers(state: State): Split {
  const paths: Path[] = [];
  const buffers: Uint8Array<ArrayBuffer>[] = [];
  const copy = (value: Value, path: Path): Value => {
    const plain = typeof value?.toJSON === "function" ? value.toJSON() : value;
    if (Array.isArray(plain)) return plain.map((one, index) => copy(one, [...path, index]));
    if (plain instanceof ArrayBuffer || ArrayBuffer.isView(plain)) {
      paths.push(path);
      buffers.push(bytesOf(plain));
      return null;
    }
    if (typeof plain !== "object" || plain === null) return plain;
    const made: State = {};
    for (const [key, one] of Object.entries(plain)) {
      const copied = copy(one, [...path, key]);
      // In an object a buffer's place is left out; in a list it has to stay.
      if (copied !== null || one === null) made[key] = copied;
    }
    return made;
  };
  return { state: copy(state, []), paths, buffers };
}

/** A copy that later changes of the original do not reach. */
export function snapshot(value: Value): Value {
  const { state, paths, buffers } = takeBuffers({ value });
  putBuffers(
    state,
    paths,
    buffers.map((bytes) => new DataView(bytes.buffer)),
  );
  return state.value;
}

export function isEqual(one: Value, other: Value): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (isBinary(one) || isBinary(other)) {
    if (!isBinary(one) || !isBinary(other)) return false;
    const [left, right] = [bytesOf(one), bytesOf(other)];
    return left.length === right.length && left.every((byte, index) => byte === right[index]);
  }
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  if (!(isPlain(one) && isPlain(other))) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isEqual(one[key], other[key]))
  );
}

function isBinary(value: object): value is Bytes {
  return value instanceof ArrayBuffer || ArrayBuffer.isView(value);
}

function bytesOf(data: Bytes): Uint8Array<ArrayBuffer> {
  const bytes = ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
  return bytes.slice();
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}

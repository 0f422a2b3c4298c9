import { expect, test } from "vitest";
import { decode, encode } from "../../src/page/protocol.ts";
import { isEqual, putBuffers, snapshot, takeBuffers } from "../../src/page/state.ts";
import { kernelMessage } from "./fakes.ts";

test("a message survives the wire, with the text of every language and its buffers", () => {
  const bytes = new Uint8Array([9, 1, 2, 3, 9]).subarray(1, 4);
  const data = kernelMessage(
    "comm_msg",
    { said: "Grüße, 世界 🙂" },
    { parent: "p_1", buffers: [bytes, new Uint8Array()] },
  );
  const message = decode(data.buffer);
  expect(message.channel).toBe("iopub");
  expect(message.header.msg_type).toBe("comm_msg");
  expect(message.parent_header.msg_id).toBe("p_1");
  expect(message.content).toEqual({ said: "Grüße, 世界 🙂" });
  expect(message.buffers.map((one) => one.byteLength)).toEqual([3, 0]);
  // Each buffer is its own: widgets read `view.buffer` from its beginning.
  expect([...new Uint8Array((message.buffers[0] as DataView).buffer)]).toEqual([1, 2, 3]);
});

test("offsets are counted as the server counts them", () => {
  const header = { msg_id: "i", msg_type: "t", session: "s", username: "", date: "", version: "5.4" };
  const data = encode({ channel: "shell", header, parent_header: {}, metadata: {}, content: {} }, [
    new Uint8Array([7]),
  ]);
  const words = new DataView(data.buffer);
  const word = (index: number) => Number(words.getBigUint64(8 * index, true));
  expect(word(0)).toBe(7); // channel, four parts, one buffer, and the end
  expect(word(1)).toBe(8 * 8);
  expect(new TextDecoder().decode(data.subarray(word(1), word(2)))).toBe("shell");
  expect(word(7)).toBe(data.length);
  expect([...data.subarray(word(6), word(7))]).toEqual([7]);
});

test("broken data is an error, not a message", () => {
  expect(() => decode(new ArrayBuffer(3))).toThrow();
});

test("buffers leave a state and come back to their places", () => {
  const state = {
    a: 1,
    list: [new Uint8Array([1]), null],
    deep: { here: new DataView(new Uint8Array([2, 3]).buffer) },
  };
  const split = takeBuffers(state);
  expect(split.state).toEqual({ a: 1, list: [null, null], deep: {} });
  expect(split.paths).toEqual([
    ["list", 0],
    ["deep", "here"],
  ]);
  expect(state.list[0]).toBeInstanceOf(Uint8Array);
  putBuffers(
    split.state,
    split.paths,
    split.buffers.map((one) => new DataView(one.buffer)),
  );
  expect(isEqual(split.state.deep.here, state.deep.here)).toBe(true);
});

test("a snapshot is not reached by later changes", () => {
  const state = { list: [1, { n: 2 }], bytes: new Uint8Array([1]) };
  const kept = snapshot(state);
  (state.list[1] as { n: number }).n = 3;
  state.bytes[0] = 9;
  expect(kept.list[1]).toEqual({ n: 2 });
  expect(kept.bytes.getUint8(0)).toBe(1);
});

test.each([
  [{ a: [1, { b: null }] }, { a: [1, { b: null }] }, true],
  [{ a: 1 }, { a: 1, b: undefined }, false],
  [[], {}, false],
  [Number.NaN, Number.NaN, true],
  [new Uint8Array([1]), new DataView(new Uint8Array([1]).buffer), true],
  [new Uint8Array([1]), new Uint8Array([2]), false],
  [null, {}, false],
  [new Date(0), new Date(0), false],
])("equal? %o %o", (one, other, equal) => {
  expect(isEqual(one, other)).toBe(equal);
  expect(isEqual(other, one)).toBe(equal);
});

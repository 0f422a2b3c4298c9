import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sizeText, Upload } from "../src/upload.ts";
import type { Up } from "../src/wire.ts";

let sent: { message: Up; bytes: number }[];
const link = {
  send: (message: Up, buffers?: ArrayBuffer[]) =>
    void sent.push({ message, bytes: buffers?.[0]?.byteLength ?? 0 }),
};
const file = (size: number): File => new File([new Uint8Array(size)], "events.csv");
const settle = async (): Promise<void> => void (await vi.advanceTimersByTimeAsync(1));

beforeEach(() => {
  sent = [];
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

test("the next part leaves only after the last was answered", async () => {
  const upload = new Upload(file(2500), { link, onChange: () => undefined });
  expect(sent[0]?.message).toMatchObject({ type: "upload-start", name: "events.csv", size: 2500 });
  upload.hear({ type: "upload-go", upload: upload.id, chunk_bytes: 1000 });
  await settle();
  await settle();
  expect(sent).toHaveLength(2);
  for (const [n, received] of [
    [0, 1000],
    [1, 2000],
    [2, 2500],
  ] as const) {
    upload.hear({ type: "upload-ack", upload: upload.id, n, received });
    await settle();
  }
  expect(sent.slice(1).map(({ bytes }) => bytes)).toEqual([1000, 1000, 500]);
  expect([upload.state, upload.received]).toEqual(["working", 2500]);
  upload.hear({ type: "upload-done", upload: upload.id, message: "12 rows" });
  expect([upload.state, upload.message]).toEqual(["done", "12 rows"]);
});

test("after a lost answer it asks which part is due and goes on", async () => {
  const upload = new Upload(file(2000), { link, onChange: () => undefined, patienceMs: 5000 });
  upload.hear({ type: "upload-go", upload: upload.id, chunk_bytes: 1000 });
  await settle();
  await vi.advanceTimersByTimeAsync(5000);
  expect(upload.waiting).toBe(true);
  expect(sent.at(-1)?.message.type).toBe("upload-start");
  upload.hear({ type: "upload-ack", upload: upload.id, n: 0, received: 1000 });
  await settle();
  expect(sent.at(-1)).toMatchObject({ message: { type: "upload-part", n: 1 }, bytes: 1000 });
  upload.cancel();
});

test("a part that got lost is sent again", async () => {
  const upload = new Upload(file(2000), { link, onChange: () => undefined, patienceMs: 5000 });
  upload.hear({ type: "upload-go", upload: upload.id, chunk_bytes: 1000 });
  await settle();
  await vi.advanceTimersByTimeAsync(5000);
  upload.hear({ type: "upload-ack", upload: upload.id, n: -1, received: 0 });
  await settle();
  expect(sent.at(-1)).toMatchObject({ message: { type: "upload-part", n: 0 }, bytes: 1000 });
  upload.cancel();
});

test("cancelling tells Python and ends it", () => {
  const upload = new Upload(file(10), { link, onChange: () => undefined });
  upload.cancel();
  expect(sent.at(-1)?.message).toEqual({ type: "upload-cancel", upload: upload.id });
  expect(upload.running).toBe(false);
});

test("answers to other uploads are none of its business", () => {
  const upload = new Upload(file(10), { link, onChange: () => undefined });
  upload.hear({ type: "upload-done", upload: "upload-other", message: "" });
  expect(upload.state).toBe("asking");
  upload.cancel();
});

test("sizes are said in units that people read", () => {
  expect(sizeText(3_000_000, "en")).toBe("3 MB");
  expect(sizeText(1_540, "en")).toBe("1.5 kB");
});

import { beforeEach, expect, test, vi } from "vitest";
import { Model, type Wire } from "../../src/page/model.ts";
import type { State } from "../../src/page/state.ts";

let live: boolean;
let updates: State[];
let model: Model;

beforeEach(() => {
  live = true;
  updates = [];
  const wire: Wire = {
    update: (_id, state) => (live ? `m${updates.push(state)}` : null),
    custom: vi.fn(),
    close: vi.fn(),
  };
  model = new Model("id", { name: "AnyModel", module: "anywidget" }, { a: 0, b: 0, list: [1] }, wire);
});

const update = (state: State, method = "update", parent?: string) =>
  model.receive({ data: { method, state }, buffers: [], parent });
const save = (state: State) => model.set(state).save_changes();

test("a change is told once, with the new value, and an equal one not at all", () => {
  const change = vi.fn();
  model.on("change:list", change);
  const any = vi.fn();
  model.on("change", any);
  model.set("list", [1]);
  expect(change).not.toHaveBeenCalled();
  model.set({ list: [2], a: 1 });
  expect(change).toHaveBeenCalledExactlyOnceWith(model, [2], {});
  expect(any).toHaveBeenCalledTimes(1);
  expect(model.changedAttributes()).toEqual({ list: [2], a: 1 });
  expect(model.previous("a")).toBe(0);
});

test("only what was set is sent, and nothing when nothing was", () => {
  model.save_changes();
  save({ a: 1 });
  model.save_changes();
  expect(updates).toEqual([{ a: 1 }]);
});

test("while one update is under way the next ones become one", () => {
  save({ a: 1 });
  save({ a: 2 });
  save({ b: 1 });
  expect(updates).toEqual([{ a: 1 }]);
  model.settle("other");
  expect(updates.length).toBe(1);
  model.settle("m1");
  expect(updates).toEqual([{ a: 1 }, { a: 2, b: 1 }]);
  model.settle("m2");
  expect(model.pending).toBe(false);
});

test("what Python sets is not sent back", () => {
  update({ a: 5 });
  model.save_changes();
  expect(updates).toEqual([]);
  model.on("change:a", () => save({ b: model.get("a") * 2 }));
  update({ a: 6 });
  expect(updates).toEqual([{ b: 12 }]);
});

test("older echoes do not make a field jump while its own change is under way", () => {
  const seen: unknown[] = [];
  model.on("change:a", (_model, value) => seen.push(value));
  save({ a: "x" });
  save({ a: "xy" });
  update({ a: "x", b: 7 }, "echo_update", "m1");
  expect(model.get("a")).toBe("xy");
  expect(model.get("b")).toBe(7);
  model.settle("m1");
  update({ a: "other" }, "echo_update", "elsewhere");
  expect(model.get("a")).toBe("xy");
  update({ a: "xy" }, "echo_update", "m2");
  update({ a: "theirs" }, "echo_update", "elsewhere");
  expect(seen).toEqual(["x", "xy", "theirs"]);
});

test("an update by Python counts even while our own is under way", () => {
  save({ a: "mine" });
  update({ a: "corrected" });
  expect(model.get("a")).toBe("corrected");
});

test("changes without a connection are kept and go as one", () => {
  live = false;
  save({ a: 1 });
  save({ a: 2 });
  save({ b: 3 });
  expect(updates).toEqual([]);
  expect(model.pending).toBe(true);
  live = true;
  model.resend();
  expect(updates).toEqual([{ a: 2, b: 3 }]);
});

test("what the kernel has not confirmed goes again after a loss, newest value last", () => {
  save({ a: 1, b: 1 });
  save({ a: 2 });
  model.resend();
  expect(updates).toEqual([
    { a: 1, b: 1 },
    { a: 2, b: 1 },
  ]);
  model.settle("m2");
  model.resend();
  expect(updates.length).toBe(2);
});

test("a whole state from the kernel spares what is on its way", () => {
  save({ a: "mine" });
  model.set("b", "set, not saved");
  model.refresh({ a: "old", b: "old", list: [9] });
  expect(model.attributes).toMatchObject({ a: "mine", b: "set, not saved", list: [9] });
});

test("a snapshot is sent, whatever happens to the value afterwards", () => {
  const list = [1, 2];
  live = false;
  save({ list });
  list.push(3);
  live = true;
  model.resend();
  expect(updates).toEqual([{ list: [1, 2] }]);
});

test("buffers come to their places, and with messages", () => {
  const buffer = new DataView(new Uint8Array([1, 2]).buffer);
  model.receive({
    data: { method: "update", state: { a: {} }, buffer_paths: [["a", "x"]] },
    buffers: [buffer],
    parent: undefined,
  });
  expect(model.get("a").x.byteLength).toBe(2);
  const heard = vi.fn();
  model.on("msg:custom", heard);
  model.receive({ data: { method: "custom", content: { n: 1 } }, buffers: [buffer], parent: undefined });
  expect(heard).toHaveBeenCalledExactlyOnceWith({ n: 1 }, [buffer]);
});

test("listeners end by name, by function and by context; one that fails stops no other", () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const [one, two, three] = [vi.fn(), vi.fn(), vi.fn()];
  const context = {};
  model.on("change:a change:b", one, context);
  model.on("change:a", () => {
    throw new Error("mine");
  });
  model.on("change:a", two);
  model.once("change:a", three);
  model.set({ a: 1, b: 1 });
  expect([one, two, three].map((spy) => spy.mock.calls.length)).toEqual([2, 1, 1]);
  model.off(null, null, context);
  model.off("change:a", two);
  model.set({ a: 2, b: 2 });
  expect([one, two, three].map((spy) => spy.mock.calls.length)).toEqual([2, 1, 1]);
});

test("a closed model says so once and sends nothing more", () => {
  const gone = vi.fn();
  model.on("destroy", gone);
  save({ a: 1 });
  model.close(true);
  model.close();
  save({ a: 2 });
  model.send({});
  model.resend();
  expect(gone).toHaveBeenCalledTimes(1);
  expect(updates).toEqual([{ a: 1 }]);
});

import { beforeEach, expect, test, vi } from "vitest";
import { Manager } from "../../src/page/manager.ts";
import { decode, type Message } from "../../src/page/protocol.ts";
import type { State } from "../../src/page/socket.ts";
import { kernelMessage } from "./fakes.ts";

interface Sent {
  readonly type: string;
  readonly content: Record<string, unknown>;
}

let sent: Sent[];
let manager: Manager;
let line: {
  state: State;
  send(type: string, content: Record<string, unknown>): string;
  forget(id: string): void;
};

beforeEach(() => {
  sent = [];
  line = {
    state: "live",
    send: (type, content) => `m${sent.push({ type, content })}`,
    forget: vi.fn(),
  };
  let count = 0;
  manager = new Manager(line, { words: {}, bokeh: () => Promise.reject(), newId: () => `new-${++count}` });
});

const tell = (type: string, content: Record<string, unknown>, parent?: string) =>
  manager.receive(
    decode(kernelMessage(type, content, parent === undefined ? {} : { parent }).buffer) as Message,
  );
const LABEL = {
  _model_name: "LabelModel",
  _model_module: "@jupyter-widgets/controls",
  _view_module: "@jupyter-widgets/controls",
  _view_name: "LabelView",
};
const open = (id: string, state: object = {}) =>
  tell("comm_open", { comm_id: id, target_name: "jupyter.widget", data: { state: { ...LABEL, ...state } } });
const states = (comm: string, given: Record<string, object>) =>
  tell("comm_msg", {
    comm_id: comm,
    data: {
      method: "update_states",
      states: Object.fromEntries(
        Object.entries(given).map(([id, state]) => [id, { state: { ...LABEL, ...state } }]),
      ),
      buffer_paths: [],
    },
  });

test("whoever waits for a widget gets it when it comes", async () => {
  const waiting = manager.get_model("a");
  expect(manager.missing).toBe(true);
  open("a", { value: 1 });
  expect((await waiting).get("value")).toBe(1);
  expect(manager.missing).toBe(false);
});

test("comms that are nobody's are closed", () => {
  tell("comm_open", { comm_id: "x", target_name: "something.else", data: {} });
  expect(sent).toEqual([{ type: "comm_close", content: { comm_id: "x", data: {} } }]);
});

test("all states: new widgets are made, known ones brought up to date, vanished ones closed", async () => {
  open("kept", { value: 1 });
  open("gone");
  const kept = await manager.get_model("kept");
  const gone = await manager.get_model("gone");
  const waiting = manager.get_model("fresh");
  const done = manager.fetch();
  expect(sent.map((one) => one.type)).toEqual(["comm_open", "comm_msg"]);
  expect(sent[0]?.content).toMatchObject({ comm_id: "new-1", target_name: "jupyter.widget.control" });
  open("made-meanwhile");
  states("new-1", { kept: { value: 2 }, fresh: { value: 3 } });
  await done;
  expect(kept.get("value")).toBe(2);
  expect(gone.closed).toBe(true);
  expect((await waiting).get("value")).toBe(3);
  expect(manager.has_model("made-meanwhile")).toBe(true);
  expect(sent.at(-1)).toEqual({ type: "comm_close", content: { comm_id: "new-1", data: {} } });
});

test("an answer to an older question is not taken", async () => {
  const first = manager.fetch();
  const second = manager.fetch();
  states("new-1", { a: {} });
  expect(manager.has_model("a")).toBe(false);
  states("new-2", { b: {} });
  await Promise.all([first, second]);
  expect(manager.has_model("b")).toBe(true);
});

test("messages for a widget that is not here yet are kept for it", async () => {
  tell("comm_msg", { comm_id: "a", data: { method: "custom", content: 1 } });
  tell("comm_msg", { comm_id: "a", data: { method: "update", state: { value: "old" } } });
  const heard: unknown[] = [];
  void manager.fetch();
  const make = states;
  const waiting = manager.get_model("a").then((model) => model);
  make("new-1", { a: { value: "new" } });
  const model = await waiting;
  model.on("msg:custom", (content) => heard.push(content));
  tell("comm_msg", { comm_id: "a", data: { method: "custom", content: 2 } });
  expect(model.get("value")).toBe("new");
  expect(heard).toEqual([2]);
});

test("an update is settled by the status of its own message", async () => {
  open("a", { value: "" });
  const model = await manager.get_model("a");
  model.set("value", "x").save_changes();
  model.set("value", "xy").save_changes();
  tell("status", { execution_state: "idle" }, "m7");
  tell("status", { execution_state: "busy" }, "m1");
  expect(sent.length).toBe(1);
  tell("status", { execution_state: "idle" }, "m1");
  expect(sent.length).toBe(2);
  expect(sent[1]?.content).toMatchObject({
    comm_id: "a",
    data: { method: "update", state: { value: "xy" } },
  });
});

test("changes made while there is no line go when it is back", async () => {
  open("a", { value: "" });
  const model = await manager.get_model("a");
  line.state = "lost";
  model.set("value", "x").save_changes();
  expect(sent).toEqual([]);
  expect(manager.pending).toBe(true);
  line.state = "live";
  manager.resend();
  expect(sent.length).toBe(1);
});

test("a closed widget takes its view and its unsent messages along", async () => {
  open("a", { value: "here" });
  const place = document.createElement("div");
  const view = await manager.show(await manager.get_model("a"), (element) => place.replaceChildren(element));
  expect(place.textContent).toBe("here");
  expect(view).toBeDefined();
  tell("comm_close", { comm_id: "a", data: {} });
  expect(place.childElementCount).toBe(0);
  expect(line.forget).toHaveBeenCalledWith("a");
});

test("states that came with the page are drawn at once, and only what has changed since is asked for", async () => {
  manager.adopt({
    a: { state: { ...LABEL, value: 1 }, digest: "aa" },
    b: { state: { ...LABEL, value: 1 }, digest: "bb" },
    c: { state: { ...LABEL }, digest: "cc" },
  });
  expect((await manager.get_model("a")).get("value")).toBe(1);
  expect(manager.adopted).toBe(true);
  const done = manager.fetch();
  expect(manager.adopted).toBe(false);
  expect(sent[1]?.content.data).toEqual({
    method: "request_states",
    known: { a: "aa", b: "bb", c: "cc" },
  });
  tell("comm_msg", {
    comm_id: "new-1",
    data: { method: "update_states", states: { b: { state: { value: 2 } } }, same: ["a"], buffer_paths: [] },
  });
  await done;
  expect((await manager.get_model("a")).get("value")).toBe(1);
  expect((await manager.get_model("b")).get("value")).toBe(2);
  expect(manager.has_model("c")).toBe(false);
});

test("a widget that the connection has brought already is not made anew by the page", async () => {
  open("a", { value: 2 });
  manager.adopt({ a: { state: { ...LABEL, value: 1 }, digest: "aa" } });
  expect((await manager.get_model("a")).get("value")).toBe(2);
  expect(manager.adopted).toBe(false);
});

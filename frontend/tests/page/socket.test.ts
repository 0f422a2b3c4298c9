import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Message } from "../../src/page/protocol.ts";
import { type Fate, KernelSocket, type State } from "../../src/page/socket.ts";
import { FakeSocket } from "./fakes.ts";

let fate: Fate;
let asked: number;
let states: State[];
let opened: boolean[];
let heard: Message[];
let socket: KernelSocket;
let visibility: DocumentVisibilityState;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visibility);
  visibility = "visible";
  FakeSocket.made.length = 0;
  fate = "there";
  asked = 0;
  states = [];
  opened = [];
  heard = [];
  socket = new KernelSocket(
    {
      address: "ws://kit/channels?session_id=page-1",
      session: "page-1",
      fate: async () => {
        asked += 1;
        return fate;
      },
    },
    {
      onMessage: (one) => heard.push(one),
      onState: (one) => states.push(one),
      onOpen: (again) => opened.push(again),
    },
  );
});

afterEach(() => {
  socket.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const come = (type: string) =>
  (type === "visibilitychange" ? document : window).dispatchEvent(new Event(type));

test("what is said before the line is open leaves when it is, in order", () => {
  const first = socket.send("comm_msg", { n: 1 });
  socket.send("comm_msg", { n: 2 });
  expect(FakeSocket.last.sent).toEqual([]);
  expect(socket.waiting).toBe(2);
  FakeSocket.last.open();
  expect(FakeSocket.last.said.map((one) => one.content.n)).toEqual([1, 2]);
  expect(FakeSocket.last.said[0]?.header).toMatchObject({ msg_id: first, session: "page-1", version: "5.4" });
  expect(FakeSocket.last.protocols).toEqual(["v1.kernel.websocket.jupyter.org"]);
  expect(states).toEqual(["live"]);
  expect(opened).toEqual([false]);
});

test("a lost line comes back under the same session, later and later while the server is away", async () => {
  FakeSocket.last.open();
  fate = "away";
  FakeSocket.last.drop();
  expect(states).toEqual(["live", "lost"]);
  await wait(500);
  expect(asked).toBe(1);
  await wait(999);
  expect(asked).toBe(1);
  await wait(1);
  expect(asked).toBe(2);
  await wait(2000 + 4000 + 8000 + 15_000 + 15_000);
  expect(asked).toBe(7);
  fate = "there";
  await wait(15_000);
  expect(FakeSocket.made.length).toBe(2);
  FakeSocket.last.open();
  expect(FakeSocket.last.url).toBe(FakeSocket.made[0]?.url);
  expect(states).toEqual(["live", "lost", "live"]);
  expect(opened).toEqual([false, true]);
});

test("what is said meanwhile leaves once, after the page has greeted", async () => {
  FakeSocket.last.open();
  FakeSocket.last.drop();
  socket.send("comm_msg", { n: 1, comm_id: "a" });
  socket.send("comm_msg", { n: 2, comm_id: "b" });
  socket.forget("a");
  await wait(500);
  FakeSocket.last.open();
  expect(FakeSocket.last.said.map((one) => one.content.n)).toEqual([2]);
  FakeSocket.last.drop();
  await wait(500);
  FakeSocket.last.open();
  expect(FakeSocket.last.said).toEqual([]);
});

test("a message that the server sends again is not applied twice", async () => {
  FakeSocket.last.open();
  FakeSocket.last.tell("comm_msg", { n: 1 }, { id: "k1" });
  FakeSocket.last.drop();
  await wait(500);
  FakeSocket.last.open();
  FakeSocket.last.tell("comm_msg", { n: 1 }, { id: "k1" });
  FakeSocket.last.tell("comm_msg", { n: 2 }, { id: "k2" });
  expect(heard.map((one) => one.content.n)).toEqual([1, 2]);
});

test("an old line's late words are not heard", async () => {
  FakeSocket.last.open();
  const old = FakeSocket.last;
  const late = old.onmessage;
  old.drop();
  late?.({ data: new ArrayBuffer(0) });
  expect(heard).toEqual([]);
  expect(old.closed).toBe(true);
});

test("silence after something was said is questioned, and then counts as a loss", async () => {
  FakeSocket.last.open();
  FakeSocket.last.tell("status", { execution_state: "idle" });
  await wait(4000);
  socket.send("comm_msg", {});
  await wait(3000);
  expect(FakeSocket.last.questions).toBe(1);
  expect(states).toEqual(["live"]);
  await wait(3000);
  expect(states).toEqual(["live", "lost"]);
});

test("whoever keeps talking into a dead line does not put that off", async () => {
  FakeSocket.last.open();
  FakeSocket.last.tell("status", { execution_state: "idle" });
  for (let n = 0; n < 5; n += 1) {
    socket.send("comm_msg", {});
    await wait(2000);
  }
  expect(states).toEqual(["live", "lost"]);
});

test("an answer of any kind is a sign of life", async () => {
  FakeSocket.last.open();
  FakeSocket.last.tell("status", { execution_state: "idle" });
  await wait(4000);
  socket.send("comm_msg", {});
  await wait(3500);
  FakeSocket.last.tell("status", { execution_state: "busy" });
  await wait(60_000 - 15_000);
  expect(FakeSocket.made.length).toBeGreaterThan(1); // the later silence was noticed
  expect(states.slice(0, 2)).toEqual(["live", "lost"]);
});

test("a kernel that is stuck from the start does not make the line flap", async () => {
  FakeSocket.last.open();
  socket.send("comm_msg", {});
  await wait(120_000);
  expect(states).toEqual(["live"]);
  expect(FakeSocket.made.length).toBe(1);
});

test("a hidden page is not questioned", async () => {
  FakeSocket.last.open();
  FakeSocket.last.tell("status", { execution_state: "idle" });
  visibility = "hidden";
  await wait(120_000);
  expect(FakeSocket.last.questions).toBe(0);
});

test("a page that wakes up looks at once", async () => {
  FakeSocket.last.open();
  FakeSocket.last.tell("status", { execution_state: "idle" });
  come("visibilitychange");
  expect(FakeSocket.last.questions).toBe(1);
  await wait(3000);
  expect(states).toEqual(["live", "lost"]);
  fate = "away";
  await wait(3 * 60_000);
  fate = "there";
  come("online");
  await wait(0);
  expect(FakeSocket.made.length).toBe(2);
});

test.each(["visibilitychange", "retry"])("a kernel that is gone ends the page (%s)", async (way) => {
  FakeSocket.last.open();
  fate = "gone";
  if (way === "retry") FakeSocket.last.drop();
  else come(way);
  await wait(600);
  expect(states.at(-1)).toBe("ended");
  const { length } = FakeSocket.made;
  socket.send("comm_msg", {});
  come("visibilitychange");
  await wait(60_000);
  expect(FakeSocket.made.length).toBe(length);
  expect(socket.waiting).toBe(0);
});

test.each(["restarting", "autorestarting", "dead"])(
  "a kernel that is %s has lost this page's widgets",
  (state) => {
    FakeSocket.last.open();
    FakeSocket.last.tell("status", { execution_state: state });
    expect(states).toEqual(["live", "ended"]);
  },
);

test("a line that hangs while it opens is given up", async () => {
  await wait(12_000);
  expect(states).toEqual(["lost"]);
  await wait(500);
  expect(FakeSocket.made.length).toBe(2);
});

test("leaving the page is no end of it that anybody should be told of", () => {
  FakeSocket.last.open();
  socket.close();
  expect(states).toEqual(["live"]);
  expect(FakeSocket.last.closed).toBe(true);
});

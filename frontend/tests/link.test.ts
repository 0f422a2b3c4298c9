import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Connection, Link } from "../src/link.ts";
import { FakeModel } from "./fake_model.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function linked(seen = 7): { model: FakeModel; link: Link; states: Connection[] } {
  const model = new FakeModel();
  const states: Connection[] = [];
  const link = new Link(model, {
    onMessage: () => undefined,
    onConnection: (s) => states.push(s),
    seen: () => seen,
  });
  return { model, link, states };
}

test("a page says hello with what it has seen", () => {
  const { model, link } = linked(42);
  expect(model.sent[0]).toEqual({ type: "hello", seen: 42 });
  link.close();
});

test("an answer makes the connection live, and it stays so without a word", () => {
  const { model, link, states } = linked();
  for (let n = 0; n < 20; n++) {
    model.answerPings(7);
    vi.advanceTimersByTime(1000);
  }
  expect(states).toEqual(["live"]);
  link.close();
});

test("silence is noticed within seven seconds, and the pings get rarer", () => {
  const { model, link, states } = linked();
  model.answerPings(7);
  vi.advanceTimersByTime(7000);
  expect(states).toEqual(["live", "lost"]);
  const before = model.sent.length;
  vi.advanceTimersByTime(20 * 60_000);
  expect(model.sent.length - before).toBeLessThan(130);
  link.close();
});

test("after silence the first word brings a hello, so that what was missed comes as one state", () => {
  const { model, link, states } = linked(7);
  model.answerPings(7);
  vi.advanceTimersByTime(60_000);
  model.sent.length = 0;
  model.tell({ type: "pong", n: 1, seq: 9 });
  expect(model.sent[0]).toEqual({ type: "hello", seen: 7 });
  expect(states.at(-1)).toBe("back");
  for (let n = 0; n < 6; n++) {
    model.answerPings(7);
    vi.advanceTimersByTime(1000);
  }
  expect(states.at(-1)).toBe("live");
  link.close();
});

test("a patch that got lost on the way is asked for", () => {
  const { model, link } = linked(7);
  model.answerPings(7);
  model.sent.length = 0;
  model.tell({ type: "pong", n: 2, seq: 12 });
  expect(model.sent).toContainEqual({ type: "hello", seen: 7 });
  link.close();
});

test("a comm that throws counts as lost and raises nothing", () => {
  const { model, link, states } = linked();
  model.broken = true;
  link.send({ type: "undo" });
  expect(states).toEqual(["lost"]);
  link.close();
});

test("a page that was slow to open does not say that it is connected again", () => {
  const { model, link, states } = linked(7);
  vi.advanceTimersByTime(10_000);
  expect(states).toEqual(["lost"]);
  model.tell({ type: "pong", n: 1, seq: 9 });
  expect(states).toEqual(["lost", "live"]);
  expect(model.sent.at(-1)).toEqual({ type: "hello", seen: 7 });
  link.close();
});

test("a page that stood still itself has lost nothing: the answer may be waiting behind its own work", () => {
  const { model, link, states } = linked(7);
  model.answerPings(7);
  vi.advanceTimersByTime(3100);
  expect(states).toEqual(["live"]);
  // The page is busy for ten seconds: the clock goes on, nothing else does.
  vi.setSystemTime(Date.now() + 10_000);
  vi.advanceTimersByTime(3100);
  model.answerPings(7);
  vi.advanceTimersByTime(1000);
  expect(states).toEqual(["live"]);
  link.close();
});

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Session } from "../src/session.ts";
import type { Field, Rec } from "../src/wire.ts";
import { FakeModel } from "./fake_model.ts";

const NAME: Field = {
  name: "name",
  label: "Name",
  help: "",
  kind: "text",
  required: true,
  first: true,
  max_length: 20,
};
const card = (name: string, rank = "V"): Rec => ({ kind: "touchpoint", rank, label: name, fields: { name } });

let model: FakeModel;
let session: Session;

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  model = new FakeModel({ a: card("Advert"), b: card("Chat", "W") });
  session = new Session(model, localStorage);
  model.answerPings(7);
});
afterEach(() => {
  session.close();
  vi.useRealTimers();
});

const typed = (text: string): void => {
  session.draft("a", "name").focused = true;
  session.draft("a", "name").type(text);
  session.commit("touchpoint", "a", NAME);
};
const patch = (seq: number, put: Record<string, Rec>, drop: string[] = []): void =>
  model.tell({ type: "patch", seq, put, drop });

test("a change shows at once, is saved when it is acknowledged, and keeps the record's identity elsewhere", () => {
  const other = session.get("b");
  session.change("touchpoint", "a", { name: "Poster" });
  expect(session.value("a", "name")).toBe("Poster");
  expect(session.savedState).toBe("saving");
  const [change] = model.changes();
  expect(change).toMatchObject({ entity: "a", base: 7, fields: { name: "Poster" } });
  patch(8, { a: card("Poster") });
  model.tell({ type: "ack", id: change?.id ?? "", seq: 8 });
  expect(session.savedState).toBe("saved");
  expect(session.outbox.items).toEqual([]);
  expect(session.get("b")).toBe(other);
});

test("an acknowledgement before the patch does not let the old value flash up", () => {
  session.change("touchpoint", "a", { name: "Poster" });
  model.tell({ type: "ack", id: model.changes()[0]?.id ?? "", seq: 8 });
  expect(session.value("a", "name")).toBe("Poster");
  patch(8, { a: card("Poster") });
  expect(session.value("a", "name")).toBe("Poster");
});

test("one change a record is in flight; what is typed meanwhile goes as one, based on the first", () => {
  typed("P");
  typed("Po");
  typed("Poster");
  expect(model.changes()).toHaveLength(1);
  model.tell({ type: "ack", id: model.changes()[0]?.id ?? "", seq: 8 });
  expect(model.changes()).toHaveLength(2);
  expect(model.changes()[1]).toMatchObject({ base: 8, fields: { name: "Poster" } });
});

test("somebody else's text does not come into a field that has the focus", () => {
  const draft = session.draft("a", "name");
  draft.focused = true;
  draft.type("Adverts on tr");
  patch(8, { a: card("Television") });
  expect(draft.text).toBe("Adverts on tr");
  expect(draft.theirs).toBe("Television");
  session.commit("touchpoint", "a", NAME);
  expect(model.changes()[0]).toMatchObject({ base: 7 });
});

test("taking theirs, and keeping mine on top of theirs", () => {
  const draft = session.draft("a", "name");
  draft.focused = true;
  draft.type("Mine");
  patch(8, { a: card("Theirs") });
  draft.takeTheirs(session.records.seq);
  expect([draft.text, draft.dirty, draft.theirs]).toEqual(["Theirs", false, null]);
  draft.type("Mine");
  patch(9, { a: card("Theirs again") });
  draft.keepMine(session.records.seq);
  session.commit("touchpoint", "a", NAME);
  expect(model.changes()[0]).toMatchObject({ base: 9, fields: { name: "Mine" } });
});

test("a stale text is refused with both versions at hand, and nothing is lost", () => {
  typed("Mine");
  const id = model.changes()[0]?.id ?? "";
  patch(8, { a: card("Theirs") });
  model.tell({
    type: "refused",
    id,
    message: "Changed meanwhile.",
    field: "name",
    theirs: "Theirs",
    mine: "Mine",
  });
  const draft = session.draft("a", "name");
  expect([draft.text, draft.theirs, draft.problem]).toEqual(["Mine", "Theirs", "Changed meanwhile."]);
  expect(session.savedState).toBe("faulty");
});

test("an untouched field that loses the focus shows what came meanwhile", () => {
  const draft = session.draft("a", "name");
  draft.focused = true;
  patch(8, { a: card("Theirs") });
  expect(draft.text).toBe("Advert");
  draft.leave(session.records.seq);
  expect(draft.text).toBe("Theirs");
});

test("my own text coming back is no news", () => {
  typed("Poster");
  const draft = session.draft("a", "name");
  draft.type("Posters");
  patch(8, { a: card("Poster") });
  model.tell({ type: "ack", id: model.changes()[0]?.id ?? "", seq: 8 });
  expect([draft.theirs, draft.text]).toEqual([null, "Posters"]);
});

test("leaving the page is held up by what a reload would lose, and by nothing else", () => {
  const held = (): boolean => !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
  expect(held()).toBe(false);
  session.draft("a", "name").type("Poster");
  session.committers.set("a/name", () => session.commit("touchpoint", "a", NAME));
  expect(held()).toBe(false); // it lies on this device from now on
  expect(JSON.stringify({ ...localStorage })).toContain("Poster");
  session.draft("a", "name").type("x".repeat(21));
  expect(held()).toBe(true);
  session.draft("a", "name").type("Posters");
  expect(held()).toBe(false);
});

test("what does not fit its field is said and not sent", () => {
  typed("x".repeat(21));
  expect(session.draft("a", "name").invalid).not.toBeNull();
  expect(model.changes()).toEqual([]);
  typed("");
  expect(session.draft("a", "name").invalid).not.toBeNull();
  expect(model.changes()).toEqual([]);
});

test("unsent changes survive a reload and are sent again with the same id", () => {
  session.change("touchpoint", "a", { name: "Kept" });
  const id = model.changes()[0]?.id;
  const reloaded = new FakeModel({ a: card("Advert") });
  const again = new Session(reloaded, localStorage);
  expect(again.value("a", "name")).toBe("Kept");
  reloaded.answerPings(7);
  expect(reloaded.changes().map((change) => change.id)).toEqual([id]);
  reloaded.tell({ type: "ack", id: id ?? "", seq: 8 });
  expect(localStorage.length).toBe(0);
  again.close();
});

test("half a text is kept when the page goes away", () => {
  session.committers.set("a/name", () => session.commit("touchpoint", "a", NAME));
  session.draft("a", "name").type("Half a te");
  globalThis.dispatchEvent(new Event("pagehide"));
  expect(localStorage.length).toBe(1);
});

test("without storage everything works but the keeping", () => {
  const bare = new FakeModel({ a: card("Advert") });
  const one = new Session(bare, null);
  one.change("touchpoint", "a", { name: "Poster" });
  expect(bare.changes()).toHaveLength(1);
  one.close();
});

test("storage that throws does not stop anybody", () => {
  const full = {
    ...localStorage,
    setItem: () => {
      throw new DOMException("full");
    },
  } as unknown as Storage;
  const bare = new FakeModel({ a: card("Advert") });
  const one = new Session(bare, full);
  one.change("touchpoint", "a", { name: "Poster" });
  expect(bare.changes()).toHaveLength(1);
  one.close();
});

test("while the connection is lost nothing is sent, and everything once it is back", () => {
  vi.advanceTimersByTime(10_000);
  expect(session.connection).toBe("lost");
  session.change("touchpoint", "a", { name: "One" });
  session.change("touchpoint", "b", { name: "Two" });
  expect(model.changes()).toHaveLength(0);
  expect(session.savedState).toBe("kept");
  model.tell({ type: "pong", n: 1, seq: 7 });
  expect(model.changes().map((change) => change.fields.name)).toEqual(["One", "Two"]);
});

test("a record that somebody deleted goes, and what was written on it is offered for copying", () => {
  typed("A text that is long enough".slice(0, 20));
  const id = model.changes()[0]?.id ?? "";
  session.change("touchpoint", "b", { customer_need: "Something that somebody has thought about for long" });
  const other = model.changes()[1]?.id ?? "";
  patch(8, {}, ["a", "b"]);
  model.tell({ type: "refused", id, message: "No longer there." });
  model.tell({ type: "refused", id: other, message: "No longer there." });
  expect(session.get("a")).toBeUndefined();
  expect(session.toast?.rescued).toContain("thought about for long");
});

test("a refused new card takes what was written on it along", () => {
  session.change("touchpoint", "c", { name: "New" }, { made: true });
  session.change("touchpoint", "c", { channel: "Chat" });
  const id = model.changes()[0]?.id ?? "";
  model.tell({ type: "refused", id, message: "Locked." });
  expect(session.get("c")).toBeUndefined();
  expect(session.outbox.items).toEqual([]);
  expect(session.toast?.text).toBe("Locked.");
});

test("an older state does not replace a newer one", () => {
  patch(9, { a: card("Nine") });
  model.tell({ type: "state", seq: 8, records: { a: card("Eight") } });
  expect(session.value("a", "name")).toBe("Nine");
});

test("undo waits for what is still on its way, so that it takes back the last thing and not the one before", () => {
  session.change("touchpoint", "a", { deleted: true });
  session.change("touchpoint", "a", { name: "Again" }, { made: true });
  session.undo();
  const [first] = model.changes();
  model.tell({ type: "ack", id: first?.id ?? "", seq: 8 });
  expect(model.sent.filter((message) => message.type === "undo")).toEqual([]);
  const second = model.changes()[1];
  expect(second).toMatchObject({ base: 8, fields: { name: "Again" } });
  model.tell({ type: "ack", id: second?.id ?? "", seq: 9 });
  expect(model.sent.at(-1)).toEqual({ type: "undo" });
});

test("several changes go as one, hold or fall together, and outlive a reload", () => {
  const wishes = ["One", "Two"].map((name, n) => {
    return { kind: "touchpoint", entity: `new-${n}`, fields: { name, rank: `X${n}` }, made: true };
  });
  session.batch(wishes);
  expect(session.records.of("touchpoint")).toHaveLength(4);
  const again = new Session(new FakeModel({ a: card("Advert") }), localStorage);
  expect(again.get("new-1")?.fields.name).toBe("Two");
  again.close();
  const batches = model.sent.filter((message) => message.type === "batch");
  expect(batches).toHaveLength(1);
  expect(batches[0]?.changes.map((change) => change.entity)).toEqual(["new-0", "new-1"]);
  session.change("touchpoint", "new-1", { name: "Two and a half" });
  model.tell({ type: "refused", id: batches[0]?.id ?? "", message: "No." });
  expect(session.records.of("touchpoint")).toHaveLength(2);
  expect(session.toast?.text).toBe("No.");
  expect(session.outbox.items).toEqual([]);
  expect(Object.keys(localStorage)).toEqual([]);
});

test("a batch that is accepted needs no covering once its records have come", () => {
  session.batch([{ kind: "touchpoint", entity: "n", fields: { name: "New", rank: "X" }, made: true }]);
  const [batch] = model.sent.filter((message) => message.type === "batch");
  patch(8, { n: card("New", "X") });
  model.tell({ type: "ack", id: batch?.id ?? "", seq: 8 });
  expect(session.savedState).toBe("saved");
  expect(session.outbox.items).toEqual([]);
});

test("what stands in a box and is not added outlives a reload; a refusal brings it back", () => {
  session.jotter.set("stage-1", "Half a thought");
  const again = new Session(new FakeModel({}), localStorage);
  expect(again.jotter.get("stage-1")).toBe("Half a thought");
  again.close();
  session.jotter.took("stage-1", "Half a thought", "n");
  session.jotter.set("stage-1", "");
  session.change("touchpoint", "n", { name: "Half a thought", rank: "X" }, { made: true });
  model.tell({ type: "refused", id: model.changes()[0]?.id ?? "", message: "Not now." });
  expect(session.jotter.get("stage-1")).toBe("Half a thought");
  expect(session.toast).toMatchObject({ text: "Not now." });
  expect(session.toast?.rescued).toBeUndefined();
});

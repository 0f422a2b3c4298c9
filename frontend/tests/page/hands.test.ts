import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Hands } from "../../src/page/hands.ts";

let shelf: Map<string, string>;
let hands: Hands;

const storage = () => ({
  getItem: (key: string) => shelf.get(key) ?? null,
  setItem: (key: string, value: string) => void shelf.set(key, value),
  removeItem: (key: string) => void shelf.delete(key),
});

beforeEach(() => {
  vi.useFakeTimers();
  shelf = new Map();
  document.body.innerHTML =
    '<textarea data-kept="w/new"></textarea><input><input type="checkbox" value="on">';
  hands = new Hands(document, storage());
});

afterEach(() => {
  vi.useRealTimers();
});

function type(selector: string, text: string): HTMLInputElement | HTMLTextAreaElement {
  const box = document.querySelector(selector) as HTMLInputElement;
  box.focus();
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  return box;
}

test("somebody who writes is not interrupted, however long they think", () => {
  expect(hands.busy).toBe(false);
  const box = type("input", "half a sen");
  expect(hands.busy).toBe(true);
  vi.advanceTimersByTime(600_000);
  expect(hands.busy).toBe(true);
  box.value = "";
  expect(hands.busy).toBe(false);
  (document.querySelector("[type=checkbox]") as HTMLElement).focus();
  expect(hands.busy).toBe(false);
});

test("what the device keeps holds nobody up once they have paused", () => {
  type("textarea", "half a sen");
  vi.advanceTimersByTime(3500);
  expect(hands.busy).toBe(true);
  type("textarea", "half a sentence");
  vi.advanceTimersByTime(3500);
  expect(hands.busy).toBe(true);
  vi.advanceTimersByTime(1000);
  expect(hands.busy).toBe(false);
});

test("the cursor stands where it was, in the box that comes later", async () => {
  type("textarea", "half a sentence").setSelectionRange(4, 6);
  hands.leave();
  document.body.innerHTML = "";
  new Hands(document, storage()).comeBack();
  const box = Object.assign(document.createElement("textarea"), { value: "half a sentence" });
  box.dataset.kept = "w/new";
  document.body.append(box);
  await vi.waitFor(() => expect(document.activeElement).toBe(box));
  expect([box.selectionStart, box.selectionEnd]).toEqual([4, 6]);
  expect(shelf.size).toBe(0);
});

test("nobody is called back who writes elsewhere by then, nor to a box that is not kept", async () => {
  type("input", "not kept");
  hands.leave();
  expect(shelf.size).toBe(0);
  type("textarea", "half a sentence");
  hands.leave();
  const other = type("input", "elsewhere");
  new Hands(document, storage()).comeBack();
  await Promise.resolve();
  expect(document.activeElement).toBe(other);
});

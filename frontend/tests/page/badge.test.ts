import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Badge, wouldWarn } from "../../src/page/badge.ts";

const words = {
  lost: "No connection",
  back: "Connected again",
  ended: "This page has ended:",
  reload: "reload it",
};
let element: HTMLElement;
let unsent: boolean;
let reload: ReturnType<typeof vi.fn<() => void>>;
let storage: Map<string, string>;
let badge: Badge;
let visibility: DocumentVisibilityState;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visibility);
  visibility = "visible";
  element = document.createElement("span");
  unsent = false;
  reload = vi.fn<() => void>();
  const kept = new Map<string, string>(); // badges of earlier tests have their own
  storage = kept;
  badge = new Badge(element, {
    words,
    unsent: () => unsent,
    reload,
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
    },
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("a blip is not shown; a loss is, and so is its end, for a while", () => {
  badge.show("lost");
  vi.advanceTimersByTime(900);
  badge.show("live");
  vi.advanceTimersByTime(5000);
  expect(element.textContent).toBe("");
  badge.show("lost");
  vi.advanceTimersByTime(1000);
  expect(element.textContent).toBe("No connection");
  expect(element.classList.contains("is-shown")).toBe(true);
  badge.show("live");
  expect(element.textContent).toBe("Connected again");
  vi.advanceTimersByTime(4000);
  expect(element.classList.contains("is-shown")).toBe(false);
});

test("a page that has ended opens itself anew when nothing is lost by it", () => {
  badge.show("ended");
  expect(element.textContent).toBe("This page has ended: reload it");
  expect(element.querySelector("a")?.getAttribute("href")).toBe("");
  vi.advanceTimersByTime(1500);
  expect(reload).toHaveBeenCalledTimes(1);
});

test("with something unsent it waits to be asked", () => {
  unsent = true;
  badge.show("ended");
  vi.advanceTimersByTime(60_000);
  expect(reload).not.toHaveBeenCalled();
});

test("a hidden page waits until somebody looks", () => {
  visibility = "hidden";
  badge.show("ended");
  vi.advanceTimersByTime(60_000);
  expect(reload).not.toHaveBeenCalled();
  visibility = "visible";
  document.dispatchEvent(new Event("visibilitychange"));
  vi.advanceTimersByTime(1500);
  expect(reload).toHaveBeenCalledTimes(1);
});

test("again and again only after longer and longer waits", () => {
  const waits: number[] = [];
  for (let time = 0; time < 6; time += 1) {
    const began = Date.now();
    const again = new Badge(element, {
      words,
      unsent: () => unsent,
      reload: () => void waits.push(Math.round((Date.now() - began) / 1000)),
      storage: {
        getItem: (key) => storage.get(key) ?? null,
        setItem: (key, value) => void storage.set(key, value),
      },
    });
    again.show("ended");
    expect(element.textContent).toBe("This page has ended: reload it");
    while (waits.length === time) vi.advanceTimersByTime(500);
  }
  for (const [at, least] of [0, 3, 13, 58, 295, 295].entries()) {
    expect(waits[at]).toBeGreaterThanOrEqual(least);
    expect(waits[at]).toBeLessThanOrEqual(least + 10);
  }
});

test("what was long ago does not count", () => {
  storage.set("cjm reloaded", `${Date.now() - 700_000} ${Date.now() - 650_000}`);
  badge.show("ended");
  vi.advanceTimersByTime(1500);
  expect(reload).toHaveBeenCalledTimes(1);
});

test("it comes back once somebody has stopped writing", () => {
  unsent = true;
  badge.show("ended");
  vi.advanceTimersByTime(10_000);
  unsent = false;
  vi.advanceTimersByTime(4000);
  expect(reload).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(60_000);
  expect(reload).toHaveBeenCalledTimes(1);
});

test("a widget that would warn on leaving has something unsent", () => {
  const target = new EventTarget();
  expect(wouldWarn(target)).toBe(false);
  target.addEventListener("beforeunload", (event) => event.preventDefault());
  expect(wouldWarn(target)).toBe(true);
});

import { expect, test } from "vitest";
import { minutes, ServerClock } from "../src/server_clock.ts";

/** A phone's clock that can be set, in seconds. */
class Phone {
  readonly clock = new ServerClock(() => this.now);
  constructor(public now: number) {}
}

test("what is left goes by the server's time, however wrong the phone's clock is", () => {
  for (const wrong of [0, -3600, 86_400]) {
    const one = new Phone(1000 + wrong);
    one.clock.hear(1000);
    expect(one.clock.until(1300)).toBe(300);
    one.now += 60;
    expect(one.clock.until(1300)).toBe(240);
  }
});

test("a message that took long does not set the time back", () => {
  const one = new Phone(1000);
  one.clock.hear(1000);
  one.now += 10;
  one.clock.hear(1009); // a second on its way
  expect(one.clock.until(1310)).toBe(300);
  one.now += 10;
  one.clock.hear(1020.4); // and this one was quicker than the first
  expect(one.clock.until(1310)).toBeCloseTo(289.6);
});

test("a phone whose clock was set meanwhile takes the new difference", () => {
  const one = new Phone(1000);
  one.clock.hear(1000);
  one.now += 3600;
  one.clock.hear(1001);
  expect(one.clock.until(1301)).toBe(300);
});

test("before the server has said anything, the phone's clock stands in", () => {
  expect(new Phone(1000).clock.until(1060)).toBe(60);
});

test("the last second shows, and what is over shows nothing below zero", () => {
  expect([300, 299.2, 60, 0.4, 0, -5].map(minutes)).toEqual(["5:00", "5:00", "1:00", "0:01", "0:00", "0:00"]);
});

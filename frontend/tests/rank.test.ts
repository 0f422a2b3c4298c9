import { expect, test } from "vitest";
import { between } from "../src/rank.ts";

// A small generator of our own, so that a failure can be repeated.
function* dice(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

test("a thousand places put in anywhere stay in order, valid and distinct", () => {
  for (const seed of [1, 2, 3, 4]) {
    const chance = dice(seed);
    const ranks: string[] = [];
    for (let n = 0; n < 1000; n++) {
      const at = Math.floor((chance.next().value as number) * (ranks.length + 1));
      ranks.splice(at, 0, between(ranks[at - 1] ?? "", ranks[at] ?? ""));
    }
    expect(new Set(ranks).size).toBe(ranks.length);
    expect([...ranks].sort((a, b) => (a < b ? -1 : 1))).toEqual(ranks);
    for (const rank of ranks) expect(rank).toMatch(/^[0-9A-Za-z]{0,119}[1-9A-Za-z]$/);
  }
});

test("equal or crossed ranks give a place right after the lower", () => {
  expect(between("V", "V") > "V").toBe(true);
  expect(between("X", "B") > "X").toBe(true);
});

test("putting before the first again and again keeps room", () => {
  let first = between();
  for (let n = 0; n < 200; n++) {
    const next = between("", first);
    expect(next < first).toBe(true);
    first = next;
  }
});

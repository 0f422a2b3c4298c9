import { expect, test } from "vitest";
import { markAt, marksOf } from "../src/cells.ts";
import type { Field } from "../src/wire.ts";

const field = (more: Partial<Field>): Field => {
  return { name: "part", label: "Part", help: "", kind: "choice", required: true, first: true, ...more };
};
const RACI = field({
  choices: [
    ["responsible", "Zuständig"],
    ["accountable", "Verantwortlich"],
    ["consulted", "Befragt"],
    ["informed", "Informiert"],
  ],
});

test("a choice is marked by the first letter of its own word, in any language", () => {
  expect(marksOf(RACI).map((mark) => mark.mark)).toEqual(["R", "A", "C", "I"]);
});

test("a key is a mark first, and the first letter of a label where no other begins so", () => {
  const marks = marksOf(RACI);
  expect(markAt(marks, "a")?.value).toBe("accountable");
  expect(markAt(marks, "z")?.value).toBe("responsible");
  expect(markAt(marks, "x")).toBeUndefined();
  expect(markAt(marks, "Enter")).toBeUndefined();
  expect(markAt(marks, " ")).toBeUndefined();
});

test("where first letters are the same, numbers stand for the choices", () => {
  const same = field({
    choices: [
      ["supports", "S"],
      ["supplies", "T"],
    ],
  });
  expect(marksOf(same).map((mark) => mark.mark)).toEqual(["1", "2"]);
});

test("a scale is marked by its points, from its low end", () => {
  const scale = marksOf(field({ kind: "scale", low: -1, high: 1, words: ["bad", "so", "good"] }));
  expect(scale.map((mark) => [mark.value, mark.mark, mark.label])).toEqual([
    [-1, "-1", "-1 bad"],
    [0, "0", "0 so"],
    [1, "1", "1 good"],
  ]);
});

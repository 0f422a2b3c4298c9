import { expect, test } from "vitest";
import { cellOf, choose, type GridSpec, markAt, marksOf, mayChoose } from "../src/cells.ts";
import { Session } from "../src/session.ts";
import type { Field, Records } from "../src/wire.ts";
import { FakeModel } from "./fake_model.ts";

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

test("a cell is chosen in only where that would be taken: one's own answer, or an empty one while it may be added", () => {
  const records: Records = {
    t: {
      kind: "touchpoint",
      rank: "",
      label: "Pays",
      fields: {},
      slots: { one: "mine", two: "empty", three: "theirs" },
    },
    mine: { kind: "raci", rank: "", label: "", fields: { touchpoint: "t", team: "one", part: "informed" } },
    theirs: {
      kind: "raci",
      rank: "",
      label: "",
      fields: { touchpoint: "t", team: "three", part: "consulted" },
    },
  };
  const model = new FakeModel(records);
  Object.assign(model.get("spec") as object, {
    kind: "raci",
    row: "touchpoint",
    column: "team",
    value: RACI,
    rights: {
      add: false,
      edit: true,
      comment: true,
      own: ["mine"],
      promise: "",
      closed: "Collecting is over.",
    },
  });
  const session = new Session<GridSpec>(model);
  const cells = ["one", "two", "three"].map((column) => cellOf(session, "t", column));
  expect(cells.map((cell) => mayChoose(session, cell))).toEqual([true, false, false]);
  for (const cell of cells) choose(session, cell, "responsible");
  expect(session.outbox.items.map((item) => item.change.entity)).toEqual(["mine"]);
  model.tell({
    type: "rights",
    add: true,
    edit: true,
    comment: true,
    own: ["mine"],
    promise: "",
    closed: "",
  });
  expect(cells.map((cell) => mayChoose(session, cell))).toEqual([true, true, false]);
  session.close();
});

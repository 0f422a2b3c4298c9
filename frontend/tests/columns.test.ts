import { expect, test } from "vitest";
import { columnsOf, dropPlace, movedTo } from "../src/columns.ts";
import { between } from "../src/rank.ts";
import { RecordStore } from "../src/records.ts";
import type { Field, Rec } from "../src/wire.ts";

const STAGE: Field = {
  name: "stage",
  label: "",
  help: "",
  kind: "ref",
  required: false,
  first: true,
  refers: ["stage"],
};
const rec = (kind: string, rank: string, fields: Rec["fields"] = {}): Rec => ({
  kind,
  rank,
  label: rank,
  fields,
});
const store = new RecordStore(1, {
  "stage-2": rec("stage", "W"),
  "stage-1": rec("stage", "V"),
  a: rec("card", "V", { stage: "stage-1" }),
  b: rec("card", "W", { stage: "stage-1" }),
  c: rec("card", "X", { stage: "stage-1" }),
  d: rec("card", "Y", { stage: "gone" }),
  e: rec("card", "Z"),
});
const columns = columnsOf(store, "card", STAGE, "open");

test("columns stand in order, and cards whose column is gone count as not placed", () => {
  expect(columns.map(({ value, cards }) => [value, cards.map(([id]) => id)])).toEqual([
    [null, ["d", "e"]],
    ["stage-1", ["a", "b", "c"]],
    ["stage-2", []],
  ]);
});

test.each([
  ["a", 1, 1, { rank: between("W", "X") }],
  ["a", 1, 2, { rank: between("X", "") }],
  ["c", 1, 0, { rank: between("", "V") }],
  ["b", 1, 1, null],
  ["a", 2, 0, { rank: "V", stage: "stage-2" }],
  ["a", 0, 9, { rank: between("Z", ""), stage: null }],
] as const)("moving %s to column %i, place %i", (id, column, index, fields) => {
  expect(movedTo(columns[column] as (typeof columns)[0], STAGE, id, index)).toEqual(fields);
});

const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });
const grounds = [
  { box: box(0, 0, 100, 300), cards: [box(0, 0, 100, 50), box(0, 60, 100, 110)] },
  { box: box(110, 0, 210, 300), cards: [] },
];

test.each([
  [50, 10, 0, 0],
  [50, 40, 0, 1],
  [50, 250, 0, 2],
  [150, 10, 1, 0],
  [500, 500, 1, 0],
  [-50, 90, 0, 2],
])("a drop at %i, %i falls into column %i, place %i", (x, y, column, index) => {
  expect(dropPlace(grounds, x, y)).toEqual({ column, index });
});

test("no columns, no place", () => {
  expect(dropPlace([], 1, 1)).toBeNull();
});

import { beforeEach, expect, test } from "vitest";
import { ranksAfter } from "../src/cards_spec.ts";
import { filled } from "../src/from_file/cells.ts";
import { splitRows } from "../src/from_file/delimited.ts";
import { guessColumns, matchHeads, readCells, toRecords } from "../src/paste.ts";
import { byRank } from "../src/rank.ts";
import { Session } from "../src/session.ts";
import { fitted, initials } from "../src/shrink.ts";
import type { Field } from "../src/wire.ts";
import { FakeModel } from "./fake_model.ts";

const field = (name: string, label: string, more: Partial<Field> = {}): Field => {
  return { name, label, help: "", kind: "text", required: false, first: true, ...more };
};
const FIELDS: Field[] = [
  field("name", "Touchpoint", { required: true, max_length: 30 }),
  field("stage", "Stage", { kind: "ref", refers: ["stage"] }),
  field("satisfaction", "Satisfaction", { kind: "scale", low: 1, high: 3, words: ["bad", "so so", "good"] }),
  field("volume", "Volume", { kind: "count" }),
  field("on", "Date", { kind: "date" }),
  field("media", "Media", {
    kind: "choice",
    choices: [
      ["paid", "Bezahlt"],
      ["owned", "Eigen"],
    ],
  }),
  field("key", "Moment of truth", { kind: "flag", default: false }),
];
let session: Session;
beforeEach(() => {
  const stage = { kind: "stage", rank: "V", label: "Orders", fields: {} };
  session = new Session(new FakeModel({ "stage-1": stage }), null);
  session.close();
});
const records = (rows: string[][]) =>
  toRecords(
    session,
    { rows, numbers: rows.map((_, place) => place + 2) },
    FIELDS.map((one) => one.name),
    FIELDS,
  );

test("cells are what stands between tabs; quotes hold tabs, lines and quotes", () => {
  expect(filled(splitRows('a\tb\r\n"one\r\ntwo"\t"say ""hi""\tnow"\r\n')).rows).toEqual([
    ["a", "b"],
    ["one\ntwo", 'say "hi"\tnow'],
  ]);
});

test("a quote that closes nothing is a character like any other", () => {
  expect(splitRows('"Size" table\t5" wide\n"open')).toEqual([['"Size" table', '5" wide'], ['"open']]);
  expect(splitRows('""\tx')).toEqual([["", "x"]]);
});

test("empty lines are no rows but count as the spreadsheet counts, and short rows are rows", () => {
  expect(readCells("a\tb\n\n \t \nc\n", FIELDS)).toEqual({ rows: [["a", "b"], ["c"]], numbers: [1, 4] });
  expect(readCells("", FIELDS).rows).toEqual([]);
});

test("commas part cells only where they part headings: a sentence stays one cell", () => {
  expect(readCells("Waits, then pays\nLooks, again", FIELDS).rows).toEqual([
    ["Waits, then pays"],
    ["Looks, again"],
  ]);
  expect(readCells("Touchpoint;Stage\nPays;Orders", FIELDS).rows[1]).toEqual(["Pays", "Orders"]);
});

test("headings are recognised by label and by name, each field once", () => {
  expect(matchHeads(["TOUCHPOINT ", "stage", "Stage", "?"], FIELDS)).toEqual(["name", "stage", null, null]);
  const more = [
    ...FIELDS,
    field("share", "Share of customers"),
    field("x", "Sum of a"),
    field("y", "Sum of b"),
  ];
  expect(matchHeads(["Share", "Sum", "Card", "Share"], more, { field: "name", label: "Card" })).toEqual([
    "share",
    null,
    "name",
    null,
  ]);
  expect(guessColumns(3, FIELDS, "name")).toEqual(["name", null, null]);
});

test("cells become values: names of references, words of scales and choices, dates, yes and no", () => {
  const { rows, bad } = records([["Pays", " orders ", "good", "1 200", "31.3.2027", "eigen", "x"]]);
  expect(bad).toEqual([]);
  expect(rows).toEqual([
    {
      name: "Pays",
      stage: "stage-1",
      satisfaction: 3,
      volume: 1200,
      on: "2027-03-31",
      media: "owned",
      key: true,
    },
  ]);
});

test("a cell that does not fit stays open and is named by row and column", () => {
  const { rows, bad } = records([
    ["Pays", "Nowhere", "9", "many", "3/4/2027", "rented", "perhaps"],
    ["", "Orders"],
    ["x".repeat(31)],
  ]);
  expect(rows).toEqual([{ name: "Pays" }]);
  expect(bad.map((one) => [one.row, one.label, one.left])).toEqual([
    [2, "Stage", false],
    [2, "Satisfaction", false],
    [2, "Volume", false],
    [2, "Date", false],
    [2, "Media", false],
    [2, "Moment of truth", false],
    [3, "Touchpoint", true],
    [4, "Touchpoint", false],
    [4, "Touchpoint", true],
  ]);
});

test("marks between digits: what can be read in two ways is not taken, what can in one is", () => {
  const fields = [field("name", "Touchpoint"), field("size", "Size", { kind: "number" }), FIELDS[3] as Field];
  const read = (size: string, volume = "") =>
    toRecords(session, { rows: [["x", size, volume]], numbers: [7] }, ["name", "size", "volume"], fields);
  expect(read("1.200").bad).toMatchObject([{ row: 7, label: "Size" }]);
  expect(read("1,200").rows).toEqual([{ name: "x" }]);
  const taken = {
    "1,5": 1.5,
    "0,125": 0.125,
    "1.234,5": 1234.5,
    "1,234,567": 1234567,
    "35 %": 35,
    "−2,5": -2.5,
  };
  for (const [text, value] of Object.entries(taken)) expect(read(text).rows[0]?.size).toBe(value);
  expect(read("", "1.200").rows[0]?.volume).toBe(1200);
});

test("what no column gives can be the same for all rows", () => {
  const { rows } = toRecords(session, { rows: [["Pays"]], numbers: [1] }, ["name"], FIELDS, {
    stage: "stage-1",
  });
  expect(rows).toEqual([{ name: "Pays", stage: "stage-1" }]);
});

test("two thousand ranks are in order, apart, after the last one, and short", () => {
  const ranks = ranksAfter("zzV", 2000);
  expect(new Set(ranks).size).toBe(2000);
  expect([...ranks].sort((a, b) => byRank([a, { rank: a }], [b, { rank: b }]))).toEqual(ranks);
  expect((ranks[0] ?? "") > "zzV").toBe(true);
  expect(ranks.every((rank) => rank.length <= 6 && !rank.endsWith("0"))).toBe(true);
  expect(ranksAfter("", 1)).toHaveLength(1);
});

test("a picture keeps its proportions and is never made larger; initials are those of the first and last word", () => {
  expect(fitted(4000, 1000, 256)).toEqual([256, 64]);
  expect(fitted(100, 50, 256)).toEqual([100, 50]);
  expect(fitted(10_000, 1, 256)).toEqual([256, 1]);
  expect(["Ana de la Cruz", "ömer", "  ", "“Busy” Bea", "李 明", "Nadia, first order"].map(initials)).toEqual(
    ["AC", "Ö", "", "BB", "李明", "N"],
  );
});

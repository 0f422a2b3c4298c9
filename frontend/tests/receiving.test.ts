// Where rows go: cells of a grid, answers about each touchpoint, what belongs to a card.
import { expect, test } from "vitest";
import type { PartSpec } from "../src/cards_spec.ts";
import type { GridSpec } from "../src/cells.ts";
import type { FormSpec } from "../src/form.tsx";
import { filled } from "../src/from_file/cells.ts";
import { matchHeads, toRecords } from "../src/paste.ts";
import { asAnswers, asGridCells, asParts, type Receiving } from "../src/receiving.ts";
import { Session } from "../src/session.ts";
import type { Field, Rec, Spec } from "../src/wire.ts";
import { FakeModel } from "./fake_model.ts";

const rec = (kind: string, label: string, more: Partial<Rec> = {}): Rec => {
  return { kind, rank: "", label, fields: {}, ...more };
};
const PART: Field = {
  name: "part",
  label: "Part",
  help: "",
  kind: "choice",
  required: true,
  first: true,
  choices: [
    ["responsible", "Responsible"],
    ["accountable", "Accountable"],
  ],
};
const opened = <S extends Spec>(records: Record<string, Rec>, spec: object): Session<S> => {
  const model = new FakeModel(records);
  Object.assign(model.get("spec") as object, spec);
  return new Session<S>(model, null);
};
/** Take the rows as the sheet does; give what is sent, and the rows that something is wrong with. */
const taken = (session: Session<Spec>, receiving: Receiving, rows: string[][]) => {
  const cells = receiving.shape?.(filled(rows)) ?? filled(rows);
  const columns = matchHeads(cells.rows[0] ?? [], receiving.fields);
  const body = { rows: cells.rows.slice(1), numbers: cells.numbers.slice(1) };
  const { rows: made, bad } = toRecords(session, body, columns, receiving.fields);
  receiving.add(made);
  session.close();
  const sent = session.outbox.items.map(({ change }) => [change.entity, change.fields] as const);
  return { sent, bad: bad.map((one) => one.row) };
};

const grid = (): Session<GridSpec> =>
  opened(
    {
      pays: rec("touchpoint", "Pays", { slots: { shop: "a", finance: "b" } }),
      waits: rec("touchpoint", "Waits", { slots: { shop: "c", finance: "d" } }),
      shop: rec("team", "Shop"),
      finance: rec("team", "Finance"),
      b: rec("raci", "", { fields: { touchpoint: "pays", team: "finance", part: "responsible" } }),
    },
    {
      kind: "raci",
      rows: "touchpoint",
      columns: "team",
      row: "touchpoint",
      column: "team",
      rows_label: "Touchpoint",
      columns_label: "Team",
      value: PART,
    },
  );

test("a grid takes a table as it looks, letters and words, empty cells and rows that count", () => {
  const session = grid();
  const { sent, bad } = taken(session, asGridCells(session), [
    ["", "Shop", "Finance", "Note"],
    ["Pays", "R", "accountable", "x"],
    ["", "", "", ""],
    ["Waits", "", "maybe", ""],
    ["Nowhere", "R", "", ""],
  ]);
  expect(sent).toEqual([
    ["a", { part: "responsible" }],
    ["b", { part: "accountable" }],
  ]);
  expect([...new Set(bad)]).toEqual([4, 5]);
});

test("a grid takes a row a cell, the last one of each, and writes nothing that is so already", () => {
  const session = grid();
  const { sent } = taken(session, asGridCells(session), [
    ["Team", "Touchpoint", "Part"],
    ["Shop", "Waits", "R"],
    ["Shop", "Waits", "A"],
    ["Finance", "Pays", "Responsible"],
  ]);
  expect(sent).toEqual([["c", { part: "accountable" }]]);
});

test("answers about each touchpoint go where this person's answers are", () => {
  const session: Session<FormSpec> = opened(
    { pays: rec("touchpoint", "Pays", { slot: "mine" }), mine: rec("emotion", "") },
    {
      kind: "emotion",
      each: "touchpoint",
      each_label: "Touchpoint",
      fields: [
        { ...PART, name: "valence", label: "Valence", kind: "scale", low: -2, high: 2, required: false },
      ],
    },
  );
  const { sent, bad } = taken(session, asAnswers(session), [
    ["Touchpoint", "Valence"],
    ["Pays", "-2"],
    ["Pays", "7"],
  ]);
  expect(sent).toEqual([["mine", { valence: -2 }]]);
  expect(bad).toEqual([3]);
});

test("what belongs to a card comes behind what is there, in order", () => {
  const why: PartSpec = {
    kind: "why",
    kind_label: "Why",
    parent: "pain",
    of: null,
    title_field: "text",
    fields: [{ ...PART, name: "text", label: "Why", kind: "text" }],
    ranked: true,
  };
  const session = opened<Spec>({ w: rec("why", "x", { rank: "V", fields: { pain: "p" } }) }, {});
  const { sent } = taken(session, asParts(session, why, "p"), [["Why"], ["First"], ["Second"]]);
  expect(sent.map(([, fields]) => [fields.text, fields.pain])).toEqual([
    ["First", "p"],
    ["Second", "p"],
  ]);
  const ranks = sent.map(([, fields]) => String(fields.rank));
  expect(["V", ...ranks]).toEqual([...["V", ...ranks]].sort());
});

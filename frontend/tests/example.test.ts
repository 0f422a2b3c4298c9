// An example that is taken over: its cards, with what belongs to each, in one batch.
import { expect, test } from "vitest";
import { addAll, type CardsSpec, type PartSpec } from "../src/cards_spec.ts";
import { Session } from "../src/session.ts";
import { FakeModel } from "./fake_model.ts";

const PART: PartSpec = {
  kind: "persona_point",
  kind_label: "Point",
  parent: "persona",
  of: null,
  title_field: "text",
  fields: [],
  ranked: true,
};

test("cards come with what belongs to them, in order, and one undo takes all of it back", () => {
  const session = new Session<CardsSpec>(new FakeModel(), null);
  Object.assign(session.spec, { kind: "persona", ranked: true, parts: [PART], example: [], fields: [] });
  const parts = [
    { kind: "persona_point", fields: { aspect: "goal", text: "Arrive" } },
    { kind: "persona_point", fields: { aspect: "need", text: "Know when" } },
    { kind: "whatever", fields: { text: "is no part of it" } },
  ];
  addAll(session, [{ name: "Rosa" }, { name: "Ida" }], "done", [parts]);
  const changes = session.outbox.items.map((item) => item.change);
  expect(changes.map((one) => one.kind)).toEqual(["persona", "persona_point", "persona_point", "persona"]);
  expect(changes.slice(1, 3).map((one) => one.fields)).toMatchObject([
    { text: "Arrive", persona: changes[0]?.entity },
    { text: "Know when", persona: changes[0]?.entity },
  ]);
  expect(String(changes[1]?.fields.rank) < String(changes[2]?.fields.rank)).toBe(true);
  expect(new Set(session.outbox.items.map((item) => item.group)).size).toBe(1);
  session.close();
});

import { expect, test } from "vitest";
import { check } from "../src/check.ts";
import type { Field } from "../src/wire.ts";

const say = (key: string, places: Readonly<Record<string, string | number>> = {}): string =>
  `${key} ${Object.values(places).join(" ")}`;
const field = (kind: Field["kind"], more: Partial<Field> = {}): Field => ({
  name: "f",
  label: "Field",
  help: "",
  kind,
  required: false,
  first: false,
  ...more,
});

test.each([
  [field("count"), "12", 12],
  [field("count"), "1 200", 1200],
  [field("number"), "3,5", 3.5],
  [field("number"), "", null],
  [field("text"), " kept as it is ", " kept as it is "],
  [field("prose"), "   ", null],
  [field("date"), "2027-03-31", "2027-03-31"],
  [field("link"), "https://example.org/a", "https://example.org/a"],
  [field("link"), "mailto:a@example.org", "mailto:a@example.org"],
  [field("text", { max_length: 3 }), "😀😀😀", "😀😀😀"],
])("%o takes %j", (one, text, value) => {
  expect(check(one, text, say)).toEqual({ value });
});

test.each([
  [field("count"), "many", "must_be_number"],
  [field("count"), "1.5", "must_be_whole"],
  [field("count"), "-1", "must_be_at_least"],
  [field("number", { high: 5 }), "6", "must_be_at_most"],
  [field("number", { low: 0, high: 100 }), "101", "must_be_between Field 0 100 101"],
  [field("number"), "Infinity", "must_be_number"],
  [field("date"), "2027-13-45", "must_be_date"],
  [field("link"), "javascript:alert(1)", "must_be_link"],
  [field("text", { required: true }), " ", "must_be_given Field"],
  [field("text", { max_length: 3 }), "four", "must_be_shorter"],
])("%o refuses %j, naming the field", (one, text, problem) => {
  const checked = check(one, text, say);
  expect("problem" in checked && checked.problem).toContain(problem);
  expect("problem" in checked && checked.problem).toContain("Field");
});

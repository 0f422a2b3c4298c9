import { expect, test } from "vitest";
import { dateText } from "../src/facts.ts";

test("a card writes a day as people do, in the page's language; what is no day stays", () => {
  expect(dateText("2027-05-12", "en")).toBe("12 May 2027");
  expect(dateText("2027-05-12", "de")).toBe("12.05.2027");
  expect(dateText("soon", "en")).toBe("soon");
});

import { h, render } from "preact";
import { expect, test } from "vitest";
import { Draft } from "../src/draft.ts";
import { TextField } from "../src/fields/text.tsx";

test("a field is heard from the moment it is there: what is typed at once is not lost", () => {
  let heard = 0;
  const draft = new Draft("", 0);
  const holder = {
    id: "one",
    entity: "card-1",
    seq: 0,
    session: { say: () => "", changed: () => undefined },
    draft: () => draft,
    attach: () => {
      heard += 1;
      return () => undefined;
    },
    commit: () => undefined,
  };
  const field = { name: "title", kind: "text", label: "Title", help: "", required: false };
  const root = document.createElement("div");
  render(h(TextField, { holder, field } as never), root);
  expect(root.querySelector("input")).not.toBeNull();
  expect(heard).toBe(1);
});

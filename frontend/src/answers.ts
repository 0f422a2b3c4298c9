// Values that live on the page until they are handed over: a form as a whole, or a record that is not made yet.
import { check } from "./check.ts";
import { Draft } from "./draft.ts";
import type { Holder } from "./holder.ts";
import { asText, type Session } from "./session.ts";
import type { Field, Value, Values } from "./wire.ts";

const PICKED: ReadonlySet<Field["kind"]> = new Set(["choice", "scale", "flag", "ref"]);

export class Answers {
  readonly drafts = new Map<string, Draft>();
  readonly values = new Map<string, Value>();

  constructor(
    readonly session: Session,
    fields: readonly Field[],
    values: Values,
  ) {
    for (const field of fields) {
      const value = values[field.name] ?? field.default ?? null;
      this.values.set(field.name, value);
      this.drafts.set(field.name, new Draft(asText(value), 0));
    }
  }

  holder(view: string): Holder {
    const { session, values } = this;
    const draft = (field: Field): Draft => this.drafts.get(field.name) as Draft;
    return {
      id: view,
      session,
      seq: 0,
      value: (field) => values.get(field.name) ?? null,
      set: (field, value) => {
        values.set(field.name, value);
        draft(field).problem = null;
        session.changed();
      },
      draft,
      commit: (field) => {
        if (!draft(field).dirty) return;
        this.judge(field);
        session.changed();
      },
      options: (field) =>
        field.choices === undefined
          ? session.records.of(...(field.refers ?? [])).map(([id, record]) => [id, record.label] as const)
          : field.choices.map(([value, label]) => [String(value), label] as const),
      attach: () => () => undefined,
    };
  }

  /** Take a typed field's text as its value; tells whether it fits. */
  judge(field: Field): boolean {
    const one = this.drafts.get(field.name) as Draft;
    const typed = !PICKED.has(field.kind);
    const text = typed ? one.text : asText(this.values.get(field.name) ?? null);
    const checked = check(typed ? field : { ...field, kind: "text" }, text, (key, places) =>
      this.session.say(key, places),
    );
    const problem = "problem" in checked ? checked.problem : null;
    one.invalid = typed ? problem : null;
    one.problem = typed ? null : problem;
    one.dirty = false;
    if (typed && "value" in checked) this.values.set(field.name, checked.value);
    return problem === null;
  }

  /** What was given, without what was left open. */
  given(): Values {
    return Object.fromEntries([...this.values].filter(([, value]) => value !== null && value !== ""));
  }
}

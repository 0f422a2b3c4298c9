// A new record of a kind that needs more than its name: asked for before it is made.
import type { VNode } from "preact";
import { useMemo, useRef } from "preact/hooks";
import { Answers } from "./answers.ts";
import { FieldView } from "./fields/field.tsx";
import type { Session } from "./session.ts";
import { Dialog } from "./sheet.tsx";
import type { Field, Values } from "./wire.ts";

/** The fields without which a record cannot be made, besides those that are given already. */
export function missingFields(fields: readonly Field[], given: Values): Field[] {
  return fields.filter((field) => field.required && (given[field.name] ?? field.default ?? "") === "");
}

export function NewSheet(props: {
  readonly session: Session;
  readonly view: string;
  readonly title: string;
  readonly fields: readonly Field[];
  /** Asked for as well, though they may stay empty. */
  readonly also?: readonly Field[];
  readonly given: Values;
  readonly onMake: (fields: Values) => void;
  readonly onClose: () => void;
}): VNode {
  const { session, given } = props;
  const asked = useMemo(() => {
    const missing = missingFields(props.fields, given);
    const named = props.fields.filter((field) => field.required && field.name in given);
    const also = (props.also ?? []).filter((field) => ![...named, ...missing].includes(field));
    return [...named, ...missing, ...also];
  }, [props.fields, given]);
  const answers = useMemo(() => new Answers(session, asked, given), [session, asked, given]);
  const form = useRef<HTMLFormElement>(null);
  const holder = answers.holder(`${props.view}-new`);
  return (
    <Dialog title={props.title} name="sheet" view={props.view} onClose={props.onClose}>
      {(close) => (
        <form
          ref={form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const wrong = asked.filter((field) => !answers.judge(field));
            session.changed();
            if (wrong[0] !== undefined) {
              form.current?.querySelector<HTMLElement>(`[id="${holder.id}-${wrong[0].name}"]`)?.focus();
              return;
            }
            close();
            props.onMake({ ...given, ...answers.given() });
          }}
        >
          <div class="cjw-fields">
            {asked.map((field) => (
              <FieldView key={field.name} holder={holder} field={field} />
            ))}
          </div>
          <footer class="cjw-dialog-foot">
            <button type="button" class="cjw-button" onClick={close}>
              {session.say("cancel")}
            </button>
            <button type="submit" class="cjw-button cjw-main">
              {session.say("add")}
            </button>
          </footer>
        </form>
      )}
    </Dialog>
  );
}

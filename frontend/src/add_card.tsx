// The line at the end of a column in which the next card is written.
import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { check } from "./check.ts";
import type { Session } from "./session.ts";
import type { Field } from "./wire.ts";

export function AddCard(props: {
  /** Id of the text box, unique on the page. */
  readonly id: string;
  readonly session: Session;
  readonly field: Field;
  readonly label: string;
  /** What the button does, where "Add" alone would not say it. */
  readonly button?: string;
  readonly placeholder?: string;
  /** Where this box is in its widget: what is written in it and not added yet is kept under it. */
  readonly place: string;
  /** Gives the id of the new record; null where more has to be asked first, and the text stays. */
  readonly onAdd: (text: string) => string | null;
}): VNode {
  const { session, field, id, place } = props;
  const { jotter } = session;
  const box = useRef<HTMLTextAreaElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || element.value === jotter.get(place)) return;
    element.value = jotter.get(place);
    stretch(element);
  });
  const add = (): void => {
    const element = box.current;
    if (element === null || element.value.trim() === "") {
      element?.focus();
      return;
    }
    const checked = check(field, element.value.trim(), (key, places) => session.say(key, places));
    setProblem("problem" in checked ? checked.problem : null);
    if ("problem" in checked) return;
    const made = props.onAdd(String(checked.value));
    if (made === null) return;
    jotter.took(place, String(checked.value), made);
    jotter.set(place, "");
    element.value = "";
    element.style.height = "";
    element.focus();
  };
  return (
    <form
      class="cjw-add"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <label class="cjw-spoken" for={id}>
        {props.label}
      </label>
      <textarea
        id={id}
        ref={box}
        rows={1}
        dir="auto"
        data-kept={session.keeps ? `${session.spec.keep}/${place}` : undefined}
        placeholder={props.placeholder ?? session.say("add_card")}
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem === null ? undefined : `${id}-error`}
        enterkeyhint="done"
        onInput={(event) => {
          jotter.set(place, event.currentTarget.value);
          stretch(event.currentTarget);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          add();
        }}
      />
      <button type="submit" class="cjw-button" aria-label={props.button}>
        {session.say("add")}
      </button>
      {problem !== null && (
        <p class="cjw-error" id={`${id}-error`} role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}

function stretch(element: HTMLTextAreaElement): void {
  if (globalThis.CSS?.supports?.("field-sizing", "content")) return;
  element.style.height = "auto";
  element.style.height = `${element.scrollHeight + 2}px`;
}

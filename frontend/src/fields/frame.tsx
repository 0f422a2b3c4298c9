// What stands around every field: its label, its help, what is wrong with it, and somebody else's version.
import type { ComponentChildren, VNode } from "preact";
import type { Holder } from "../holder.ts";
import type { Field } from "../wire.ts";

export interface FieldProps {
  readonly holder: Holder;
  readonly field: Field;
  /** In a table's cell: no label and no help of its own; `label` names it instead. */
  readonly label?: string;
}

export function fieldId(holder: Holder, field: Field): string {
  return `${holder.id}-${field.name}`;
}

/** The ids of what describes the field, for aria-describedby. */
export function describedBy(
  holder: Holder,
  field: Field,
  shown: { help: boolean; error: boolean; note: boolean },
): string | undefined {
  const id = fieldId(holder, field);
  const parts = [
    shown.help && field.help !== "" ? `${id}-help` : "",
    shown.error ? `${id}-error` : "",
    shown.note ? `${id}-note` : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? parts.join(" ") : undefined;
}

export function Required({ holder, field }: FieldProps): VNode | null {
  return field.required ? <span class="cjw-required">{holder.session.say("required")}</span> : null;
}

export function Help({ holder, field }: FieldProps): VNode | null {
  if (field.help === "") return null;
  return (
    <p class="cjw-help" id={`${fieldId(holder, field)}-help`}>
      {field.help}
    </p>
  );
}

export function Problem({ holder, field, text }: FieldProps & { text: string | null }): VNode | null {
  if (text === null) return null;
  return (
    <p class="cjw-error" id={`${fieldId(holder, field)}-error`} role="alert">
      {text}
    </p>
  );
}

/** Somebody else's version, quietly; the field itself stays as it is. */
export function Theirs(props: {
  readonly holder: Holder;
  readonly field: Field;
  readonly theirs: string;
  readonly onTake: () => void;
  readonly onKeep: () => void;
}): VNode {
  const { session } = props.holder;
  const stay = (event: PointerEvent): void => event.preventDefault(); // the field keeps the focus
  return (
    <div class="cjw-theirs" id={`${fieldId(props.holder, props.field)}-note`} role="status">
      <p>
        {session.say("theirs_note")}{" "}
        <q dir="auto">{props.theirs === "" ? session.say("theirs_empty") : props.theirs}</q>
      </p>
      <p class="cjw-theirs-ways">
        <button type="button" class="cjw-button cjw-small" onPointerDown={stay} onClick={props.onTake}>
          {session.say("take_theirs")}
        </button>
        <button type="button" class="cjw-button cjw-small" onPointerDown={stay} onClick={props.onKeep}>
          {session.say("keep_mine")}
        </button>
      </p>
    </div>
  );
}

export function Labelled(props: FieldProps & { readonly children: ComponentChildren }): VNode {
  const { holder, field } = props;
  if (props.label !== undefined)
    return <div class={`cjw-field cjw-${field.kind} cjw-bare`}>{props.children}</div>;
  return (
    <div class={`cjw-field cjw-${field.kind}`}>
      <label for={fieldId(holder, field)}>
        {field.label} <Required holder={holder} field={field} />
      </label>
      <Help holder={holder} field={field} />
      {props.children}
    </div>
  );
}

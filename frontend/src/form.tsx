// The form of one record.
import type { VNode } from "preact";
import type { PartSpec } from "./cards_spec.ts";
import { Comments } from "./comments.tsx";
import { EachForm } from "./each.tsx";
import { factText } from "./facts.ts";
import { FieldList } from "./fields/field.tsx";
import { recordHolder } from "./holder.ts";
import type { ViewProps } from "./mount.ts";
import { PartList } from "./parts.tsx";
import { Frame, useSession } from "./status.tsx";
import type { Field, Spec, Values } from "./wire.ts";

export interface FormSpec extends Spec {
  readonly kind: string;
  readonly kind_label: string;
  readonly title_field: string;
  readonly fields: readonly Field[];
  /** The one record of this form; null where there is one small form for each record of `each`. */
  readonly key: string | null;
  readonly each: string | null;
  /** What people call one of those. */
  readonly each_label: string;
  readonly group: string | null;
  readonly group_kinds: readonly string[];
  readonly parts: readonly PartSpec[];
  readonly comments: boolean;
  /** The fields of one record, offered while there is none; at most one. */
  readonly example: readonly Values[];
}

export function FormView({ session, view }: ViewProps<FormSpec>): VNode {
  useSession(session);
  const { key, kind, fields, parts, comments, kind_label } = session.spec;
  if (key === null) return <EachForm session={session} view={view} />;
  const there = session.get(key) !== undefined;
  const example = session.spec.example[0];
  return (
    <Frame session={session} name="form">
      <div class="cjw-sheet-body">
        <form onSubmit={(event) => event.preventDefault()}>
          <fieldset class="cjw-rights" disabled={!session.may(key)}>
            <FieldList holder={recordHolder(session, view, kind, key, true)} fields={fields} fold={kind} />
          </fieldset>
        </form>
        {!there && session.mayAdd && example !== undefined && (
          <FormExample session={session} id={key} example={example} />
        )}
        {!there && parts.length > 0 && (
          <p class="cjw-parts cjw-help">{session.say("parts_later", { label: kind_label })}</p>
        )}
        {there &&
          parts.map((part) => (
            <PartList key={part.kind} session={session} view={view} part={part} owner={key} />
          ))}
        {there && comments && <Comments session={session} view={view} owner={key} />}
      </div>
    </Frame>
  );
}

/** A filled form to begin with; taking it over makes the record, and one undo takes it away. */
function FormExample(props: {
  readonly session: ViewProps<FormSpec>["session"];
  readonly id: string;
  readonly example: Values;
}): VNode {
  const { session, example } = props;
  const { kind, fields } = session.spec;
  const said = fields.map((field) => [field, factText(session, field, example[field.name] ?? null)] as const);
  return (
    <div class="cjw-empty cjw-form-example">
      <p>{session.say("example_lead")}</p>
      <ul class="cjw-example">
        {said
          .filter(([, text]) => text !== "")
          .map(([field, text]) => (
            <li key={field.name} dir="auto">
              {text}
            </li>
          ))}
      </ul>
      <button
        type="button"
        class="cjw-button"
        onClick={() => session.change(kind, props.id, example, { made: true })}
      >
        {session.say("example_take")}
      </button>
    </div>
  );
}

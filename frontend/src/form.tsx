// The form of one record.
import type { VNode } from "preact";
import type { PartSpec } from "./cards_spec.ts";
import { Comments } from "./comments.tsx";
import { EachForm } from "./each.tsx";
import { FieldList } from "./fields/field.tsx";
import { recordHolder } from "./holder.ts";
import type { ViewProps } from "./mount.ts";
import { PartList } from "./parts.tsx";
import { Frame, useSession } from "./status.tsx";
import type { Field, Spec } from "./wire.ts";

export interface FormSpec extends Spec {
  readonly kind: string;
  readonly kind_label: string;
  readonly title_field: string;
  readonly fields: readonly Field[];
  /** The one record of this form; null where there is one small form for each record of `each`. */
  readonly key: string | null;
  readonly each: string | null;
  readonly group: string | null;
  readonly group_kinds: readonly string[];
  readonly parts: readonly PartSpec[];
  readonly comments: boolean;
}

export function FormView({ session, view }: ViewProps<FormSpec>): VNode {
  useSession(session);
  const { key, kind, fields, parts, comments, kind_label } = session.spec;
  if (key === null) return <EachForm session={session} view={view} />;
  const there = session.get(key) !== undefined;
  return (
    <Frame session={session} name="form">
      <div class="cjw-sheet-body">
        <form onSubmit={(event) => event.preventDefault()}>
          <FieldList holder={recordHolder(session, view, kind, key, true)} fields={fields} fold={kind} />
        </form>
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

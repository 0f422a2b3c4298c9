// The form of one record.
import type { VNode } from "preact";
import { EachForm } from "./each.tsx";
import { FieldList } from "./fields/field.tsx";
import { recordHolder } from "./holder.ts";
import type { ViewProps } from "./mount.ts";
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
}

export function FormView({ session, view }: ViewProps<FormSpec>): VNode {
  useSession(session);
  const { key, kind, fields } = session.spec;
  if (key === null) return <EachForm session={session} view={view} />;
  return (
    <Frame session={session} name="form">
      <form class="cjw-sheet-body" onSubmit={(event) => event.preventDefault()}>
        <FieldList holder={recordHolder(session, view, kind, key, true)} fields={fields} />
      </form>
    </Frame>
  );
}

// One field of any kind, and a list of fields with the important ones first.
import type { VNode } from "preact";
import type { Holder } from "../holder.ts";
import type { Field } from "../wire.ts";
import type { FieldProps } from "./frame.tsx";
import { FlagField, PickField, ScaleField } from "./pick.tsx";
import { TextField } from "./text.tsx";

export function FieldView(props: FieldProps): VNode {
  switch (props.field.kind) {
    case "choice":
    case "ref":
      return <PickField {...props} />;
    case "scale":
      return <ScaleField {...props} />;
    case "flag":
      return <FlagField {...props} />;
    default:
      return <TextField {...props} />;
  }
}

/** The fields marked "first", then the others folded away. Where none is marked, all are shown. */
export function FieldList({
  holder,
  fields,
}: {
  readonly holder: Holder;
  readonly fields: readonly Field[];
}): VNode {
  const first = fields.filter((field) => field.first);
  const shown = first.length > 0 ? first : fields;
  const rest = first.length > 0 ? fields.filter((field) => !field.first) : [];
  return (
    <div class="cjw-fields">
      {shown.map((field) => (
        <FieldView key={field.name} holder={holder} field={field} />
      ))}
      {rest.length > 0 && (
        <details class="cjw-more">
          <summary>{holder.session.say("optional_more", { n: rest.length })}</summary>
          <div class="cjw-fields">
            {rest.map((field) => (
              <FieldView key={field.name} holder={holder} field={field} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}

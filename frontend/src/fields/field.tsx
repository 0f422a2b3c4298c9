// One field of any kind, and a list of fields with the important ones first.
import type { VNode } from "preact";
import type { Holder } from "../holder.ts";
import type { Field } from "../wire.ts";
import type { FieldProps } from "./frame.tsx";
import { FlagField, PickField, ScaleField } from "./pick.tsx";
import { PictureField } from "./picture.tsx";
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
    case "picture":
      return <PictureField {...props} />;
    default:
      return <TextField {...props} />;
  }
}

/** The fields marked "first", then the others folded away under `fold`. Where none is marked, all are shown. */
export function FieldList({
  holder,
  fields,
  fold,
}: {
  readonly holder: Holder;
  readonly fields: readonly Field[];
  /** What the fold is remembered under: it stands open in the next sheet where it did in the last. */
  readonly fold: string;
}): VNode {
  const { session } = holder;
  const first = fields.filter((field) => field.first);
  const shown = first.length > 0 ? first : fields;
  const rest = first.length > 0 ? fields.filter((field) => !field.first) : [];
  const filled = rest.filter((field) => isFilled(holder, field)).length;
  const places = { n: rest.length, filled };
  return (
    <div class="cjw-fields">
      {shown.map((field) => (
        <FieldView key={field.name} holder={holder} field={field} />
      ))}
      {rest.length > 0 && (
        <details
          class="cjw-more"
          open={session.unfolded.has(fold)}
          onToggle={(event) => {
            if (event.currentTarget.open) session.unfolded.add(fold);
            else session.unfolded.delete(fold);
          }}
        >
          <summary>{session.say(filled > 0 ? "optional_more_filled" : "optional_more", places)}</summary>
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

function isFilled(holder: Holder, field: Field): boolean {
  const value = holder.value(field);
  return value !== null && value !== "" && value !== false && value !== (field.default ?? null);
}

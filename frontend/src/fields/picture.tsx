// A picture from a file, made small on the device; initials stand in for it.
import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { initials, shrink } from "../shrink.ts";
import type { Field } from "../wire.ts";
import { describedBy, type FieldProps, fieldId, Help, Problem } from "./frame.tsx";

const LONGEST = 60_000;

export function PictureField({ holder, field, label }: FieldProps): VNode {
  const { session } = holder;
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const id = fieldId(holder, field);
  const value = holder.value(field);
  const { title_field } = session.spec as unknown as { readonly title_field?: string };
  const name = title_field === undefined ? "" : holder.value({ name: title_field } as Field);
  const shown = problem ?? holder.draft(field).problem;
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const made = await shrink(file, field.max_length ?? LONGEST);
    if (input.current !== null) input.current.value = "";
    setProblem(made === null ? session.say("picture_unreadable", { name: file.name }) : null);
    if (made !== null) holder.set(field, made);
  };
  return (
    <div class="cjw-field cjw-picture">
      <span class="cjw-picture-label">{label ?? field.label}</span>
      {label === undefined && <Help holder={holder} field={field} />}
      <div class="cjw-picture-row">
        <Portrait picture={typeof value === "string" ? value : ""} name={String(name ?? "")} />
        <label class="cjw-button" for={id}>
          {session.say(value ? "picture_other" : "picture_choose")}
          <input
            id={id}
            ref={input}
            class="cjw-picture-file"
            type="file"
            accept="image/*"
            aria-label={`${label ?? field.label}: ${session.say(value ? "picture_other" : "picture_choose")}`}
            aria-invalid={shown !== null || undefined}
            aria-describedby={describedBy(holder, field, {
              help: label === undefined,
              error: shown !== null,
              note: false,
            })}
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        </label>
        {value !== null && value !== "" && (
          <button type="button" class="cjw-button" onClick={() => holder.set(field, null)}>
            {session.say("remove")}
          </button>
        )}
      </div>
      <Problem holder={holder} field={field} text={shown} />
    </div>
  );
}

/** The picture, or the initials of the name; it says nothing that the name beside it does not. */
export function Portrait({ picture, name }: { readonly picture: string; readonly name: string }): VNode {
  return picture.startsWith("data:image/") ? (
    <img class="cjw-portrait" src={picture} alt="" />
  ) : (
    <span class="cjw-portrait" aria-hidden="true">
      {initials(name)}
    </span>
  );
}

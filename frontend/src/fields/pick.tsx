// Fields where one picks: choice, ref, scale and flag. A pick is sent at once.
import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { whenPointerRests } from "../pointer.ts";
import type { Value } from "../wire.ts";
import { Face } from "./face.tsx";
import {
  describedBy,
  type FieldProps,
  fieldId,
  Help,
  Labelled,
  Problem,
  Required,
  Theirs,
} from "./frame.tsx";
import { type Option, scalePoints } from "./points.ts";

interface Calm {
  readonly shown: Value;
  readonly theirs: boolean;
  readonly problem: string | null;
  readonly pick: (value: Value) => void;
  readonly take: () => void;
  readonly keep: () => void;
  readonly focus: { onFocusIn: () => void; onFocusOut: (event: FocusEvent) => void };
}

/** The value as it was when the person came to the field, until they leave it or pick another. */
function useCalm({ holder, field }: FieldProps): Calm {
  const current = holder.value(field);
  const held = useRef<{ value: Value } | null>(null);
  const [, draw] = useState(0);
  const draft = holder.draft(field);
  const again = (): void => draw((n) => n + 1);
  const shown = held.current === null ? current : held.current.value;
  return {
    shown,
    theirs: held.current !== null && current !== held.current.value,
    problem: draft.problem,
    pick: (value) => {
      if (held.current !== null) held.current = { value };
      draft.problem = null;
      holder.set(field, value);
      again();
    },
    take: () => {
      held.current = { value: current };
      again();
    },
    keep: () => holder.set(field, shown),
    focus: {
      onFocusIn: () => {
        held.current = { value: held.current === null ? current : held.current.value };
      },
      onFocusOut: (event) => {
        const inside = event.currentTarget as Node;
        if (event.relatedTarget instanceof Node && inside.contains(event.relatedTarget)) return;
        const leaving = held.current;
        whenPointerRests(() => {
          if (held.current !== leaving) return; // back in the field meanwhile
          held.current = null;
          again();
        });
      },
    },
  };
}

function Note(
  props: FieldProps & { readonly calm: Calm; readonly options: readonly Option[] },
): VNode | null {
  const { holder, field, calm, options } = props;
  if (!calm.theirs) return null;
  const current = holder.value(field);
  const label = options.find((one) => one.value === current)?.label ?? "";
  return <Theirs holder={holder} field={field} theirs={label} onTake={calm.take} onKeep={calm.keep} />;
}

const FEW = 4;

export function PickField(props: FieldProps): VNode {
  const { holder, field } = props;
  const options: readonly Option[] =
    field.kind === "ref"
      ? holder
          .options(field)
          .map(([value, label]) => ({ value, label: label || holder.session.say("untitled") }))
      : (field.choices ?? []).map(([value, label]) => ({ value, label }));
  const few = field.kind === "choice" && options.length <= FEW && props.label === undefined;
  return few ? <Group {...props} options={options} /> : <Select {...props} options={options} />;
}

function Select(props: FieldProps & { readonly options: readonly Option[] }): VNode {
  const { holder, field, options } = props;
  const calm = useCalm(props);
  const key = (value: Value): string => (value === null ? "" : String(value));
  const known = calm.shown === null || options.some((one) => one.value === calm.shown);
  return (
    <Labelled {...props}>
      <div {...calm.focus}>
        <select
          id={fieldId(holder, field)}
          aria-label={props.label}
          aria-required={field.required || undefined}
          aria-invalid={calm.problem !== null || undefined}
          aria-describedby={describedBy(holder, field, {
            help: props.label === undefined,
            error: calm.problem !== null,
            note: calm.theirs,
          })}
          value={key(calm.shown)}
          onChange={(event) => {
            const picked = options.find((one) => key(one.value) === event.currentTarget.value);
            calm.pick(picked?.value ?? null);
          }}
        >
          <option value="">{props.label === undefined ? holder.session.say("choose") : "–"}</option>
          {!known && <option value={key(calm.shown)}>{holder.session.say("untitled")}</option>}
          {options.map((one) => (
            <option key={key(one.value)} value={key(one.value)}>
              {one.label}
            </option>
          ))}
        </select>
        <Note {...props} calm={calm} />
      </div>
      <Problem holder={holder} field={field} text={calm.problem} />
    </Labelled>
  );
}

export function ScaleField(props: FieldProps): VNode {
  const { field } = props;
  const options = scalePoints(field);
  if (props.label !== undefined) return <Select {...props} options={options} />;
  return <Group {...props} options={options} />;
}

/** A labelled group of radio buttons, as large as fingers need them. */
function Group(props: FieldProps & { readonly options: readonly Option[] }): VNode {
  const { holder, field, options } = props;
  const calm = useCalm(props);
  const id = fieldId(holder, field);
  const feeling = field.kind === "scale" && field.low === -2 && field.high === 2;
  const scale = field.kind === "scale";
  return (
    <fieldset
      class={`cjw-field cjw-group cjw-${field.kind} ${feeling ? "cjw-feeling" : ""}`}
      aria-describedby={describedBy(holder, field, {
        help: true,
        error: calm.problem !== null,
        note: calm.theirs,
      })}
      {...calm.focus}
    >
      <legend>
        {field.label} <Required {...props} />
      </legend>
      <Help {...props} />
      <div class="cjw-points">
        {options.map((one) => (
          <label
            key={String(one.value)}
            class="cjw-point"
            data-value={String(one.value)}
            data-on={one.value === calm.shown || undefined}
          >
            <input
              type="radio"
              name={id}
              value={String(one.value)}
              checked={one.value === calm.shown}
              onChange={() => calm.pick(one.value)}
            />
            {feeling && <Face valence={Number(one.value)} />}
            {scale && !feeling && <span class="cjw-point-number">{String(one.value)}</span>}
            {(!scale || field.words !== undefined) && <span class="cjw-point-word">{one.label}</span>}
          </label>
        ))}
        {!field.required && calm.shown !== null && (
          <button
            type="button"
            class="cjw-clear"
            aria-label={`${holder.session.say("clear")}: ${field.label}`}
            onClick={() => calm.pick(null)}
          >
            <span aria-hidden="true">×</span>
          </button>
        )}
      </div>
      {scale && !feeling && field.words !== undefined && (
        <p class="cjw-ends" aria-hidden="true">
          <span>{options[0]?.label}</span>
          <b>{options.find((one) => one.value === calm.shown)?.label}</b>
          <span>{options.at(-1)?.label}</span>
        </p>
      )}
      <Note {...props} calm={calm} />
      <Problem holder={holder} field={field} text={calm.problem} />
    </fieldset>
  );
}

export function FlagField(props: FieldProps): VNode {
  const { holder, field } = props;
  const calm = useCalm(props);
  const id = fieldId(holder, field);
  return (
    <div class="cjw-field cjw-flag" {...calm.focus}>
      <label class="cjw-check">
        <input
          type="checkbox"
          id={id}
          checked={calm.shown === true}
          aria-label={props.label}
          aria-describedby={describedBy(holder, field, {
            help: props.label === undefined,
            error: calm.problem !== null,
            note: calm.theirs,
          })}
          onChange={(event) => calm.pick(event.currentTarget.checked)}
        />
        {props.label === undefined && <span>{field.label}</span>}
      </label>
      {props.label === undefined && <Help {...props} />}
      <Note
        {...props}
        calm={calm}
        options={[
          { value: true, label: holder.session.say("yes") },
          { value: false, label: holder.session.say("no") },
        ]}
      />
      <Problem holder={holder} field={field} text={calm.problem} />
    </div>
  );
}

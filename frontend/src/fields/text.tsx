// Fields that one types into: text, prose, number, count, date and link. Typing is never disturbed from outside.
import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { check } from "../check.ts";
import { whenPointerRests } from "../pointer.ts";
import { describedBy, type FieldProps, fieldId, Labelled, Problem, Theirs } from "./frame.tsx";

const PAUSE_MS = 1200;
const FEW_LEFT = 100;

type Box = HTMLInputElement | HTMLTextAreaElement;

export function TextField(props: FieldProps): VNode {
  const { holder, field } = props;
  const { session } = holder;
  const draft = holder.draft(field);
  /** In a table's cell a line of text wraps, so that all of it can be read. */
  const wraps = field.kind === "prose" || (props.label !== undefined && plainText(field));
  const box = useRef<Box>(null);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    if (element.value !== draft.text) element.value = draft.text;
    if (wraps) grow(element);
  });
  // In a layout effect: a later one would miss what is typed before it runs.
  useLayoutEffect(() => {
    const detach = holder.attach(field);
    return () => {
      clearTimeout(pause.current);
      detach();
    };
  }, [holder.id, field.name]);

  const commit = (): void => {
    clearTimeout(pause.current);
    holder.commit(field);
  };
  // Where there are two versions to choose from, the choice says it all.
  const problem = draft.invalid ?? (draft.theirs === null ? draft.problem : null);
  const id = fieldId(holder, field);
  const kept = holder.entity !== undefined && session.keeps && problem === null;
  const common = {
    id,
    ref: box as never,
    dir: field.kind === "text" || field.kind === "prose" ? ("auto" as const) : undefined,
    "data-entity": holder.entity,
    "data-field": field.name,
    "data-kept": kept ? `${session.spec.keep}/${holder.entity}/${field.name}` : undefined,
    "aria-label": props.label,
    "aria-required": field.required || undefined,
    "aria-invalid": problem !== null || undefined,
    "aria-describedby": describedBy(holder, field, {
      help: props.label === undefined,
      error: problem !== null,
      note: draft.theirs !== null,
    }),
    onFocus: () => {
      draft.focused = true;
    },
    onBlur: () => {
      draft.focused = false;
      whenPointerRests(() => {
        commit();
        if (!draft.focused) draft.leave(holder.seq);
        session.changed();
      });
    },
    onInput: (event: Event) => {
      const element = event.currentTarget as Box;
      if (element.validity.badInput) return; // a date that is only half entered
      const line = field.kind === "prose" ? element.value : element.value.replace(/[\r\n]+/g, " ");
      if (line !== element.value) element.value = line;
      draft.type(line);
      clearTimeout(pause.current);
      pause.current = setTimeout(commit, PAUSE_MS);
      session.changed();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "Enter" && (field.kind !== "prose" || event.ctrlKey || event.metaKey)) commit();
    },
  };
  const left =
    field.max_length === undefined ? Number.POSITIVE_INFINITY : field.max_length - [...draft.text].length;
  return (
    <Labelled {...props}>
      {wraps ? (
        <textarea {...common} rows={props.label === undefined ? 2 : 1} />
      ) : (
        <span class="cjw-with-unit">
          <input
            {...common}
            type={field.kind === "date" ? "date" : field.kind === "link" ? "url" : "text"}
            inputMode={field.kind === "count" ? "numeric" : field.kind === "number" ? "decimal" : undefined}
            list={field.suggestions === undefined ? undefined : `${id}-list`}
            autocomplete="off"
          />
          {field.unit !== undefined && <span class="cjw-unit">{field.unit}</span>}
          {field.kind === "link" && "value" in check(field, draft.text, () => "") && draft.text !== "" && (
            <a
              class="cjw-button cjw-quiet"
              href={draft.text.trim()}
              target="_blank"
              rel="noopener noreferrer"
            >
              {session.say("open_link")}
            </a>
          )}
          {field.suggestions !== undefined && (
            <datalist id={`${id}-list`}>
              {field.suggestions.map((word) => (
                <option key={word} value={word} />
              ))}
            </datalist>
          )}
        </span>
      )}
      {left <= FEW_LEFT && left >= 0 && <p class="cjw-left">{session.say("characters_left", { n: left })}</p>}
      <Problem holder={holder} field={field} text={problem} />
      {draft.theirs !== null && (
        <Theirs
          holder={holder}
          field={field}
          theirs={draft.theirs}
          onTake={() => {
            draft.takeTheirs(holder.seq);
            session.changed();
          }}
          onKeep={() => {
            draft.keepMine(holder.seq);
            commit();
          }}
        />
      )}
      {draft.problem !== null && draft.theirs === null && (
        <button
          type="button"
          class="cjw-button cjw-small"
          onClick={() => {
            draft.takeTheirs(holder.seq);
            session.changed();
          }}
        >
          {session.say("use_saved")}
        </button>
      )}
    </Labelled>
  );
}

function plainText(field: FieldProps["field"]): boolean {
  return field.kind === "text" && field.suggestions === undefined;
}

/** Make a text area as high as its text, up to what its style allows; for browsers that do not do it by themselves. */
function grow(element: Box): void {
  if (globalThis.CSS?.supports?.("field-sizing", "content")) return;
  element.style.height = "auto";
  element.style.height = `${element.scrollHeight + 2}px`;
}

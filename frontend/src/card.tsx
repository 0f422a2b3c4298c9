// One card on a board.
import type { VNode } from "preact";
import { EvidenceMark } from "./evidence.tsx";
import { scalePoints } from "./fields/pick.tsx";
import type { Session } from "./session.ts";
import type { Field, Rec, Value } from "./wire.ts";

export interface CardActions {
  readonly onOpen: (id: string) => void;
  readonly onMenu: (id: string) => void;
  readonly onGrab: (id: string, event: PointerEvent) => void;
  readonly onKey: (id: string, event: KeyboardEvent) => void;
}

export const EVIDENCE = "evidence_grade";
const LONGEST_FACT = 90;

export function CardView(props: {
  readonly session: Session;
  readonly id: string;
  readonly record: Rec;
  readonly title: string;
  readonly facts: readonly Field[];
  readonly evidence: Field | undefined;
  readonly movable: boolean;
  readonly actions: CardActions;
}): VNode {
  const { session, id, record, title, actions } = props;
  const facts = props.facts
    .map((field) => ({ field, text: factText(session, field, record.fields[field.name] ?? null) }))
    .filter((fact) => fact.text !== "");
  const grade = Number(record.fields[EVIDENCE] ?? 0);
  return (
    <li
      class="cjw-card"
      data-card={id}
      data-grade={props.evidence === undefined ? undefined : grade}
      onKeyDown={(event) => actions.onKey(id, event)}
      onPointerDown={(event) => {
        if (props.movable && event.button === 0 && event.pointerType !== "touch") actions.onGrab(id, event);
      }}
    >
      <div class="cjw-card-text">
        <button
          type="button"
          class="cjw-card-title"
          dir="auto"
          aria-keyshortcuts={
            props.movable ? "Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight" : undefined
          }
          onClick={() => actions.onOpen(id)}
        >
          {title}
        </button>
        <span class="cjw-facts">
          {props.evidence !== undefined && (
            <EvidenceMark
              grade={grade}
              label={session.say("evidence", { grade: props.evidence.words?.[grade] ?? String(grade) })}
            />
          )}
          {facts.map(({ field, text }) => (
            <span key={field.name} class="cjw-fact" title={field.label} dir="auto">
              {text}
            </span>
          ))}
        </span>
      </div>
      {props.movable && (
        <button
          type="button"
          class="cjw-grip"
          aria-label={session.say("move", { card: title })}
          aria-haspopup="dialog"
          onPointerDown={(event) => {
            event.stopPropagation();
            if (event.button === 0) actions.onGrab(id, event);
          }}
          onClick={() => actions.onMenu(id)}
        >
          <svg viewBox="0 0 12 20" width="12" height="20" aria-hidden="true" focusable="false">
            {[4, 10, 16].flatMap((y) =>
              [3, 9].map((x) => <circle key={`${x}-${y}`} cx={x} cy={y} r="1.6" />),
            )}
          </svg>
        </button>
      )}
    </li>
  );
}

/** A field's value as a card says it in a few words. */
export function factText(session: Session, field: Field, value: Value): string {
  if (value === null || value === "" || value === false) return "";
  switch (field.kind) {
    case "ref":
      return session.get(String(value))?.label ?? "";
    case "choice":
      return field.choices?.find(([one]) => one === value)?.[1] ?? String(value);
    case "scale": {
      const word =
        field.words === undefined ? "" : scalePoints(field).find((one) => one.value === value)?.label;
      return word ? `${field.label}: ${word}` : `${field.label}: ${value}`;
    }
    case "flag":
      return field.label;
    case "number":
    case "count":
      return `${field.label}: ${value}${field.unit === undefined ? "" : ` ${field.unit}`}`;
    default: {
      const text = String(value);
      return text.length > LONGEST_FACT ? `${text.slice(0, LONGEST_FACT).trimEnd()}…` : text;
    }
  }
}

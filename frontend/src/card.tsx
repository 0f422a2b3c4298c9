// One card on a board.
import type { VNode } from "preact";
import { EvidenceMark } from "./evidence.tsx";
import { factText } from "./facts.ts";
import { Portrait } from "./fields/picture.tsx";
import type { Session } from "./session.ts";
import { standingWord } from "./settling.tsx";
import type { Field, Rec } from "./wire.ts";

export interface CardActions {
  readonly onOpen: (id: string) => void;
  readonly onMenu: (id: string) => void;
  readonly onGrab: (id: string, event: PointerEvent) => void;
  readonly onKey: (id: string, event: KeyboardEvent) => void;
}

export const EVIDENCE = "evidence_grade";

export function CardView(props: {
  readonly session: Session;
  readonly id: string;
  readonly record: Rec;
  readonly title: string;
  readonly facts: readonly Field[];
  readonly evidence: Field | undefined;
  /** How many comments there are on it, and how many cards it speaks for. */
  readonly comments: number;
  readonly merged: number;
  readonly movable: boolean;
  readonly actions: CardActions;
}): VNode {
  const { session, id, record, title, actions } = props;
  const facts = props.facts
    .map((field) => ({ field, text: factText(session, field, record.fields[field.name] ?? null) }))
    .filter((fact) => fact.text !== "");
  const several = facts.filter(({ field }) => field.kind === "prose").length > 1;
  const portrait = (session.spec as unknown as { readonly fields: readonly Field[] }).fields.find(
    (field) => field.kind === "picture",
  );
  const standing = String(record.fields.standing ?? "settled");
  const told = standing !== "settled" && (standing !== "written" || session.spec.leads === true);
  const grade = Number(record.fields[EVIDENCE] ?? 0);
  return (
    <li
      class="cjw-card"
      data-card={id}
      data-standing={standing}
      data-grade={props.evidence === undefined ? undefined : grade}
      onKeyDown={(event) => actions.onKey(id, event)}
      onPointerDown={(event) => {
        if (props.movable && event.button === 0 && event.pointerType !== "touch") actions.onGrab(id, event);
      }}
    >
      {portrait !== undefined && (
        <Portrait picture={String(record.fields[portrait.name] ?? "")} name={title} />
      )}
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
          {told && <span class="cjw-fact cjw-standing">{standingWord(session, standing)}</span>}
          {props.merged > 0 && (
            <span class="cjw-fact">{session.say("speaks_for_n", { n: props.merged + 1 })}</span>
          )}
          {props.comments > 0 && <CommentCount session={session} n={props.comments} />}
          {facts.map(({ field, text }) => (
            <span
              key={field.name}
              class={field.kind === "prose" ? "cjw-fact cjw-said" : "cjw-fact"}
              title={field.label}
              dir="auto"
            >
              {several && field.kind === "prose" && <span class="cjw-fact-name">{field.label}: </span>}
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

function CommentCount({ session, n }: { readonly session: Session; readonly n: number }): VNode {
  const label = session.say("comments_n", { n });
  return (
    <span class="cjw-fact cjw-comment-count" title={label}>
      <svg
        viewBox="0 0 16 16"
        width="14"
        height="14"
        role="img"
        aria-label={session.say("comments")}
        focusable="false"
      >
        <path d="M2 3 h12 v8 H8 l-3.5 3 V11 H2 Z" />
      </svg>
      {n}
    </span>
  );
}

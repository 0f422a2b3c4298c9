// A desk: facts to read out, things in rows, and buttons that act or ask first.
import type { VNode } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { DeskSheet } from "./desk_sheet.tsx";
import { copyText, saveFile } from "./handing.ts";
import type { ViewProps } from "./mount.ts";
import { Frame } from "./status.tsx";
import type { DeskAction, DeskFact, DeskRow, DeskState, Down, Spec } from "./wire.ts";

export interface DeskSpec extends Spec {
  /** What stands there while there are no rows. */
  readonly empty: string;
  readonly desk: DeskState;
  readonly says: Readonly<Record<string, string>>;
}

type Shown = Pick<Extract<Down, { type: "desk" }>, "seq" | "desk">;
type Asking = { readonly action: DeskAction; readonly pressed: string };

export function DeskView({ session, view }: ViewProps<DeskSpec>): VNode {
  const { empty, says } = session.spec;
  const [shown, show] = useState<Shown>(() => session.heard("desk") ?? { seq: 0, desk: session.spec.desk });
  const [asking, ask] = useState<Asking | null>(null);
  useLayoutEffect(
    () =>
      session.listen((message) => {
        if (message.type === "desk") show((before) => (message.seq >= before.seq ? message : before));
        if (message.type === "file") saveFile(message.name, message.mime, message.text);
      }),
    [session],
  );
  const { desk } = shown;
  const press = (row: string, action: DeskAction): void => {
    const pressed = `${action.key}/${row}`;
    if (action.form === null) session.link.send({ type: "go", step: pressed });
    else ask({ action, pressed });
  };
  return (
    <Frame session={session} name="desk" plain>
      {desk.facts.length > 0 && (
        <dl class="cjw-desk-facts">
          {desk.facts.map((fact) => (
            <Fact key={fact.label} fact={fact} says={says} />
          ))}
        </dl>
      )}
      {desk.actions.length > 0 && (
        <div class="cjw-desk-actions">
          {desk.actions.map((action) => (
            <Act key={action.key} action={action} row="" press={press} />
          ))}
        </div>
      )}
      <p class="cjw-desk-said" role="status">
        {desk.said}
      </p>
      {desk.rows.length === 0 ? (
        empty !== "" && <p class="cjw-empty">{empty}</p>
      ) : (
        <ol class="cjw-desk-rows">
          {desk.rows.map((row) => (
            <Row key={row.key} row={row} press={press} now={says.now ?? ""} />
          ))}
        </ol>
      )}
      {asking?.action.form != null && (
        <DeskSheet
          session={session}
          view={view}
          form={asking.action.form}
          pressed={asking.pressed}
          tone={asking.action.tone}
          onClose={() => ask(null)}
        />
      )}
    </Frame>
  );
}

function Row(props: {
  readonly row: DeskRow;
  readonly now: string;
  readonly press: (row: string, action: DeskAction) => void;
}): VNode {
  const { row } = props;
  return (
    <li class="cjw-desk-row" data-current={row.current} data-head={row.head}>
      <span class="cjw-desk-mark" aria-hidden={row.mark === ""} data-dot={row.colour !== ""}>
        {row.colour !== "" && <i style={{ background: row.colour }} />}
        {row.mark}
      </span>
      <span class="cjw-desk-text">
        <span class="cjw-desk-title" dir="auto">
          {row.title}
          {row.current && <span class="cjw-desk-now">{props.now}</span>}
        </span>
        {row.note !== "" && (
          <span class="cjw-desk-note" dir="auto">
            {row.note}
          </span>
        )}
        {row.tags.length > 0 && (
          <span class="cjw-desk-tags">
            {row.tags.map((tag) => (
              <span key={tag.text} class="cjw-desk-tag" data-tone={tag.tone}>
                {tag.text}
              </span>
            ))}
          </span>
        )}
      </span>
      {row.actions.length > 0 && (
        <span class="cjw-desk-do">
          {row.actions.map((action) => (
            <Act key={action.key} action={action} row={row.key} title={row.title} press={props.press} />
          ))}
        </span>
      )}
    </li>
  );
}

function Act(props: {
  readonly action: DeskAction;
  readonly row: string;
  readonly title?: string;
  readonly press: (row: string, action: DeskAction) => void;
}): VNode {
  const { action, title } = props;
  const small = props.row === "" ? "" : " cjw-small";
  const tone = action.tone === "" ? "" : ` cjw-${action.tone}`;
  return (
    <button
      type="button"
      class={`cjw-button${small}${tone}`}
      aria-label={title === undefined ? undefined : `${action.label}: ${title}`}
      aria-haspopup={action.form === null ? undefined : "dialog"}
      onClick={() => props.press(props.row, action)}
    >
      {action.label}
    </button>
  );
}

function Fact({
  fact,
  says,
}: {
  readonly fact: DeskFact;
  readonly says: Readonly<Record<string, string>>;
}): VNode {
  const [copied, setCopied] = useState(false);
  const value = fact.path && fact.value.startsWith("/") ? `${location.origin}${fact.value}` : fact.value;
  return (
    <div class="cjw-desk-fact" data-big={fact.big}>
      <dt>{fact.label}</dt>
      <dd>
        <span class="cjw-desk-value" dir="auto">
          {value}
        </span>
        {fact.copy && (
          <button
            type="button"
            class="cjw-button cjw-small"
            aria-label={`${says.copy}: ${fact.label}`}
            onClick={() => setCopied(copyText(value))}
          >
            <span role="status">{copied ? says.copied : says.copy}</span>
          </button>
        )}
      </dd>
    </div>
  );
}

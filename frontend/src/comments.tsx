// What people say about a record: a thread in its sheet. One's own can be edited and deleted.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { AddCard } from "./add_card.tsx";
import { COMMENT, recordId } from "./cards_spec.ts";
import { FieldView } from "./fields/field.tsx";
import { recordHolder } from "./holder.ts";
import { between } from "./rank.ts";
import type { Session } from "./session.ts";
import type { Field } from "./wire.ts";

export function commentsOn(session: Session, owner: string): number {
  return session.records.by(COMMENT, "about", owner).length;
}

export function Comments(props: {
  readonly session: Session;
  readonly view: string;
  readonly owner: string;
}): VNode {
  const { session, view, owner } = props;
  const [editing, setEditing] = useState<string | null>(null);
  const thread = session.records.by(COMMENT, "about", owner);
  const me = session.spec.person ?? "";
  const field: Field = {
    name: "text",
    label: session.say("comment"),
    help: "",
    kind: "prose",
    required: true,
    first: true,
    max_length: 10_000,
  };
  const add = (text: string): string => {
    const id = recordId(COMMENT);
    const rank = between(thread.at(-1)?.[1].rank ?? "", "");
    session.change(COMMENT, id, { text, about: owner, rank }, { made: true });
    return id;
  };
  const remove = (id: string): void => {
    session.change(COMMENT, id, { deleted: true });
    session.show({
      text: session.say("comment_deleted"),
      tone: "plain",
      action: { label: session.say("undo"), run: () => session.undo() },
    });
  };
  const heading = `${view}-comments`;
  return (
    <section class="cjw-parts" aria-labelledby={heading}>
      <h4 id={heading}>
        {session.say("comments")} {thread.length > 0 && <span class="cjw-tally">{thread.length}</span>}
      </h4>
      <ol class="cjw-thread">
        {thread.map(([id, record]) => {
          const author = String(record.fields.author ?? "");
          // A comment that is still on its way has no author yet: it is one's own.
          const own = author === "" ? session.outbox.latest(id, "text") !== undefined : author === me;
          const who = own ? session.say("you") : session.get(author)?.label || session.say("somebody");
          return (
            <li key={id} class="cjw-comment">
              <p class="cjw-comment-who" dir="auto">
                {who}
              </p>
              {editing === id ? (
                <FieldView
                  holder={recordHolder(session, `${view}-comment`, COMMENT, id)}
                  field={field}
                  label={field.label}
                />
              ) : (
                <p class="cjw-comment-text" dir="auto">
                  {String(record.fields.text ?? "")}
                </p>
              )}
              {(own || session.spec.leads === true) && (
                <p class="cjw-comment-ways">
                  {own && (
                    <button
                      type="button"
                      class="cjw-button cjw-quiet cjw-small"
                      aria-expanded={editing === id}
                      onClick={() => setEditing(editing === id ? null : id)}
                    >
                      {session.say(editing === id ? "done" : "edit")}
                    </button>
                  )}
                  <button type="button" class="cjw-button cjw-quiet cjw-small" onClick={() => remove(id)}>
                    {session.say("delete")}
                  </button>
                </p>
              )}
            </li>
          );
        })}
      </ol>
      {(session.rights === null || session.rights.comment) && (
        <AddCard
          id={`${view}-comment-add`}
          place={`${owner}/comment`}
          session={session}
          field={field}
          label={session.say("new_comment")}
          placeholder={session.say("new_comment")}
          button={session.say("comment_send")}
          onAdd={add}
        />
      )}
    </section>
  );
}

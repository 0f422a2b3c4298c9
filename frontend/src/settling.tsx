// What those who lead do with a card: merge it into another, group it, settle it, put it aside.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { type CardsSpec, recordId, spokenFor, standsAlone } from "./cards_spec.ts";
import type { Session } from "./session.ts";
import { Dialog } from "./sheet.tsx";
import type { Rec, Value, Values } from "./wire.ts";

const MANY = 8;

interface Props {
  readonly session: Session<CardsSpec>;
  readonly view: string;
  readonly id: string;
  readonly close: () => void;
}

export function titleOf(session: Session<CardsSpec>, id: string): string {
  return String(session.value(id, session.spec.title_field) ?? "") || session.say("untitled");
}

/** Let `into` speak for `id`; one undo, or "take apart", brings it back. */
export function merge(session: Session<CardsSpec>, id: string, into: string): void {
  session.change(session.spec.kind, id, { merged_into: into });
  session.show({
    text: session.say("merged", { card: titleOf(session, id), into: titleOf(session, into) }),
    tone: "plain",
    action: { label: session.say("undo"), run: () => session.undo() },
  });
}

/** A new card that speaks for both, where the second one stands. */
function group(session: Session<CardsSpec>, title: string, one: string, other: string, place: Values): void {
  const { spec } = session;
  const into = recordId(spec.kind);
  const need = spec.fields.filter((field) => field.required && field.name !== spec.title_field);
  const same = Object.fromEntries(need.map((field) => [field.name, session.value(other, field.name)]));
  session.batch([
    { kind: spec.kind, entity: into, fields: { ...same, ...place, [spec.title_field]: title }, made: true },
    { kind: spec.kind, entity: one, fields: { merged_into: into } },
    { kind: spec.kind, entity: other, fields: { merged_into: into } },
  ]);
  session.show({
    text: session.say("grouped", { card: title }),
    tone: "plain",
    action: { label: session.say("undo"), run: () => session.undo() },
  });
}

/** In the card's menu: merge it into another, and how far it is settled. */
export function LeadWays({ session, view, id, close }: Props): VNode {
  const { spec } = session;
  const [wanted, setWanted] = useState("");
  const [aside, setAside] = useState(String(session.value(id, "aside") ?? ""));
  const others = session.records
    .of(spec.kind)
    .filter(([other, record]) => other !== id && standsAlone(session, record))
    .map(([other]) => [other, titleOf(session, other)] as const);
  const shown = others.filter(([, title]) => title.toLowerCase().includes(wanted.trim().toLowerCase()));
  const standing = session.value(id, "standing") ?? "settled";
  const stand = (value: Value): void => {
    close();
    const note = aside.trim() === "" || value === "settled" ? null : aside.trim();
    session.change(spec.kind, id, {
      standing: value,
      ...(session.value(id, "aside") === note ? {} : { aside: note }),
    });
    session.speak(`${titleOf(session, id)}: ${standingWord(session, value)}`);
  };
  return (
    <>
      {others.length > 0 && (
        <details class="cjw-more">
          <summary>{session.say("merge_into")}</summary>
          {others.length > MANY && (
            <input
              type="search"
              aria-label={session.say("find")}
              placeholder={session.say("find")}
              value={wanted}
              onInput={(event) => setWanted(event.currentTarget.value)}
            />
          )}
          <ul class="cjw-menu-list cjw-menu-long">
            {shown.map(([other, title]) => (
              <li key={other}>
                <button
                  type="button"
                  class="cjw-menu-item"
                  dir="auto"
                  onClick={() => {
                    close();
                    merge(session, id, other);
                  }}
                >
                  {title}
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
      <details class="cjw-more" open={standing === "parked" || standing === "hidden"}>
        <summary>{session.say("standing")}</summary>
        <label class="cjw-paste-label" for={`${view}-aside`}>
          {session.say("aside_note")}
        </label>
        <textarea
          id={`${view}-aside`}
          rows={1}
          maxLength={300}
          value={aside}
          onInput={(event) => setAside(event.currentTarget.value)}
        />
        <ul class="cjw-menu-list">
          {["settled", "parked", "hidden"].map((value) => (
            <li key={value}>
              <button
                type="button"
                class="cjw-menu-item"
                aria-pressed={standing === value}
                onClick={() => stand(value)}
              >
                <span>{session.say(STAND[value] ?? "")}</span>
                {standing === value && <span class="cjw-menu-note">{session.say("move_here")}</span>}
              </button>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

const STAND: Readonly<Record<string, string>> = {
  settled: "stand_settle",
  parked: "stand_park",
  hidden: "stand_hide",
};
const WORDS: Readonly<Record<string, string>> = {
  written: "standing_written",
  settled: "standing_settled",
  parked: "standing_parked",
  hidden: "standing_hidden",
};

export function standingWord(session: Session, standing: Value): string {
  return session.say(WORDS[String(standing)] ?? "standing_settled");
}

/** Two cards have been laid on each other: what is meant by that is asked, not guessed. */
export function TogetherSheet(props: {
  readonly session: Session<CardsSpec>;
  readonly view: string;
  readonly id: string;
  readonly onto: string;
  /** Column and rank of a new card that would speak for both. */
  readonly place: Values;
  readonly onBeside: () => void;
  readonly onClose: () => void;
}): VNode {
  const { session, id, onto } = props;
  const [title, setTitle] = useState("");
  const one = titleOf(session, id);
  const other = titleOf(session, onto);
  const field = `${props.view}-group`;
  return (
    <Dialog title={session.say("together")} name="menu" view={props.view} onClose={props.onClose}>
      {(close) => {
        const way = (label: string, action: () => void): VNode => (
          <li>
            <button
              type="button"
              class="cjw-menu-item"
              dir="auto"
              onClick={() => {
                close();
                action();
              }}
            >
              {label}
            </button>
          </li>
        );
        return (
          <>
            <ul class="cjw-menu-list">
              {way(session.say("speaks_for", { card: other, other: one }), () => merge(session, id, onto))}
              {way(session.say("speaks_for", { card: one, other }), () => merge(session, onto, id))}
              {way(session.say("place_beside"), props.onBeside)}
            </ul>
            <form
              class="cjw-together"
              onSubmit={(event) => {
                event.preventDefault();
                if (title.trim() === "") return;
                close();
                group(session, title.trim(), id, onto, props.place);
              }}
            >
              <label class="cjw-paste-label" for={field}>
                {session.say("group_under")}
              </label>
              <div class="cjw-add">
                <textarea
                  id={field}
                  rows={1}
                  maxLength={300}
                  value={title}
                  onInput={(event) => setTitle(event.currentTarget.value)}
                />
                <button type="submit" class="cjw-button">
                  {session.say("group")}
                </button>
              </div>
            </form>
            <footer class="cjw-dialog-foot">
              <button type="button" class="cjw-button" onClick={close}>
                {session.say("cancel")}
              </button>
            </footer>
          </>
        );
      }}
    </Dialog>
  );
}

/** In the sheet of a card that speaks for others: which, and how to take them apart again. */
export function SpokenFor({ session, view, id }: Omit<Props, "close">): VNode | null {
  const { spec } = session;
  const cards: readonly (readonly [string, Rec])[] = spokenFor(session, spec.kind, id);
  if (cards.length === 0) return null;
  const apart = (card: string): void => {
    session.change(spec.kind, card, { merged_into: null });
    session.speak(session.say("apart", { card: titleOf(session, card) }));
  };
  return (
    <section class="cjw-parts" aria-labelledby={`${view}-spoken-for`}>
      <h4 id={`${view}-spoken-for`}>
        {session.say("speaks_for_these")} <span class="cjw-tally">{cards.length}</span>
      </h4>
      <ul class="cjw-part-list">
        {cards.map(([card]) => (
          <li key={card} class="cjw-part cjw-part-head">
            <span class="cjw-part-text" dir="auto">
              {titleOf(session, card)}
            </span>
            {spec.settles && (
              <button
                type="button"
                class="cjw-button cjw-quiet"
                aria-label={`${session.say("take_apart")}: ${titleOf(session, card)}`}
                onClick={() => apart(card)}
              >
                {session.say("take_apart")}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

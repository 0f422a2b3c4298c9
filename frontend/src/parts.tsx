// Lists of what belongs to a record, inside its sheet or form: add, edit, put in order, remove.
import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { AddCard } from "./add_card.tsx";
import { EVIDENCE } from "./card.tsx";
import { type PartSpec, recordId } from "./cards_spec.ts";
import { movedTo } from "./columns.ts";
import { beginDrag } from "./drag.ts";
import { factText } from "./facts.ts";
import { FieldList } from "./fields/field.tsx";
import { recordHolder } from "./holder.ts";
import { missingFields, NewSheet } from "./new_sheet.tsx";
import { PasteRows } from "./paste_rows.tsx";
import { between } from "./rank.ts";
import { asParts } from "./receiving.ts";
import type { Session } from "./session.ts";
import type { Rec, Values } from "./wire.ts";

export interface PartProps {
  readonly session: Session;
  readonly view: string;
  readonly part: PartSpec;
  /** Id of the record that the parts belong to. */
  readonly owner: string;
}

export function PartList({ session, view, part, owner }: PartProps): VNode {
  const [asking, setAsking] = useState<Values | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const at = part.of ?? owner;
  const items = session.records.by(part.kind, part.parent, at);
  const column = { value: null, label: part.kind_label, cards: items };
  const name = `${view}-${part.kind}`;
  const titleField = part.fields.find((field) => field.name === part.title_field);
  // A place to write in where a text is what there has to be; else a button that asks for what has to be chosen.
  const written = titleField?.required === true ? titleField : undefined;

  const make = (fields: Values): string => {
    const id = recordId(part.kind);
    const rank = part.ranked ? { rank: between(items.at(-1)?.[1].rank ?? "", "") } : {};
    const tie = { [part.parent]: at };
    session.change(part.kind, id, { ...fields, ...rank, ...tie }, { made: true });
    return id;
  };
  const add = (text: string): string | null => {
    const fields = { [part.title_field]: text };
    if (missingFields(part.fields, fields).length === 0) return make(fields);
    setAsking(fields);
    return null;
  };
  const move = (id: string, index: number): void => {
    const card = partTitle(session, part, session.get(id));
    const fields = index < 0 || index >= items.length ? null : movedTo(column, null, id, index);
    if (fields === null) {
      session.speak(session.say("moved_edge", { card }));
      return;
    }
    session.change(part.kind, id, fields);
    const places = { card, place: index + 1, all: items.length, column: part.kind_label };
    session.speak(session.say("moved", places));
  };
  const remove = (id: string): void => {
    const card = partTitle(session, part, session.get(id));
    session.change(part.kind, id, { deleted: true });
    session.show({
      text: session.say("deleted", { card }),
      tone: "plain",
      action: { label: session.say("undo"), run: () => session.undo() },
    });
  };
  const grab = (id: string, event: PointerEvent): void => {
    const root = list.current;
    const card = root?.querySelector<HTMLElement>(`[data-card="${id}"]`);
    if (root === null || card === null || card === undefined) return;
    beginDrag(event, { board: root, card, onDrop: (target) => move(id, target.index) });
  };
  return (
    <section class="cjw-parts" aria-labelledby={`${name}-title`}>
      <h4 id={`${name}-title`}>
        {part.kind_label} {items.length > 0 && <span class="cjw-tally">{items.length}</span>}
      </h4>
      <div ref={list}>
        <ol class="cjw-part-list" data-column="" data-cards>
          {items.map(([id, record], place) => (
            <PartItem
              key={id}
              session={session}
              view={view}
              part={part}
              id={id}
              record={record}
              open={open === id}
              onOpen={() => setOpen(open === id ? null : id)}
              onGrab={(event) => grab(id, event)}
              onStep={(step) => move(id, place + step)}
              onRemove={() => remove(id)}
            />
          ))}
        </ol>
      </div>
      {written !== undefined ? (
        <AddCard
          id={`${name}-add`}
          place={`${owner}/${part.kind}`}
          session={session}
          field={written}
          label={session.say("new_row", { label: part.kind_label })}
          placeholder={session.say("new_row", { label: part.kind_label })}
          button={session.say("add_to", { column: part.kind_label })}
          onAdd={add}
        />
      ) : (
        <button type="button" class="cjw-button" onClick={() => setAsking({})}>
          + {session.say("new_row", { label: part.kind_label })}
        </button>
      )}
      <PasteRows session={session} view={name} receiving={() => asParts(session, part, at)} />
      {asking !== null && (
        <NewSheet
          session={session}
          view={name}
          title={session.say("new_row", { label: part.kind_label })}
          fields={part.fields}
          also={part.fields.filter((field) => field === titleField || field.name === EVIDENCE)}
          given={asking}
          onMake={(fields) => {
            session.jotter.set(`${owner}/${part.kind}`, "");
            make(fields);
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
}

function PartItem(props: {
  readonly session: Session;
  readonly view: string;
  readonly part: PartSpec;
  readonly id: string;
  readonly record: Rec;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onGrab: (event: PointerEvent) => void;
  readonly onStep: (step: number) => void;
  readonly onRemove: () => void;
}): VNode {
  const { session, part, id, record, open } = props;
  const title = partTitle(session, part, record);
  const facts = part.fields
    .filter((field) => field.name !== part.title_field && field.first)
    .map((field) => factText(session, field, record.fields[field.name] ?? null))
    .filter((text) => text !== "" && text !== title);
  return (
    <li
      class="cjw-part"
      data-card={id}
      data-open={open || undefined}
      onKeyDown={(event) => {
        if (!part.ranked || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
        event.preventDefault();
        event.stopPropagation();
        props.onStep(event.key === "ArrowUp" ? -1 : 1);
      }}
    >
      <div class="cjw-part-head">
        <button
          type="button"
          class="cjw-card-title"
          dir="auto"
          aria-expanded={open}
          aria-keyshortcuts={part.ranked ? "Alt+ArrowUp Alt+ArrowDown" : undefined}
          onClick={props.onOpen}
        >
          {title}
          {facts.length > 0 && !open && <span class="cjw-part-facts">{facts.join(" · ")}</span>}
        </button>
        {part.ranked && (
          <span
            class="cjw-grip"
            aria-hidden="true"
            onPointerDown={(event) => event.button === 0 && props.onGrab(event)}
          >
            <svg viewBox="0 0 12 20" width="12" height="20" aria-hidden="true" focusable="false">
              {[4, 10, 16].flatMap((y) =>
                [3, 9].map((x) => <circle key={`${x}-${y}`} cx={x} cy={y} r="1.6" />),
              )}
            </svg>
          </span>
        )}
      </div>
      {open && (
        <div class="cjw-part-body">
          <FieldList
            holder={recordHolder(session, `${props.view}-part`, part.kind, id)}
            fields={part.fields}
            fold={part.kind}
          />
          <div class="cjw-part-ways">
            {part.ranked && (
              <>
                <button type="button" class="cjw-button cjw-small" onClick={() => props.onStep(-1)}>
                  ↑ {session.say("move_up")}
                </button>
                <button type="button" class="cjw-button cjw-small" onClick={() => props.onStep(1)}>
                  ↓ {session.say("move_down")}
                </button>
              </>
            )}
            <button type="button" class="cjw-button cjw-small cjw-danger" onClick={props.onRemove}>
              {session.say("remove")}
            </button>
          </div>
        </div>
      )}
    </li>
  );
}

/** What a part is called: its required text, or what it points to, with whatever else it says. */
export function partTitle(session: Session, part: PartSpec, record: Rec | undefined): string {
  const own = part.fields.find((field) => field.name === part.title_field);
  const text = String(record?.fields[part.title_field] ?? "");
  const ref = part.fields.find((field) => field.kind === "ref" && field.required);
  const target = ref === undefined ? "" : factText(session, ref, record?.fields[ref.name] ?? null);
  const words = own?.required === true ? [text] : [target, text];
  return words.filter((word) => word !== "").join(": ") || session.say("untitled");
}

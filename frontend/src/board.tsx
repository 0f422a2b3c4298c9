// A board of cards in columns.
import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { AddCard } from "./add_card.tsx";
import { type CardActions, CardView, EVIDENCE } from "./card.tsx";
import { CardMenu } from "./card_menu.tsx";
import { type CardsSpec, recordId, spokenFor, standsAlone } from "./cards_spec.ts";
import { type Column, columnKey, columnsOf, movedTo } from "./columns.ts";
import { commentsOn } from "./comments.tsx";
import { beginDrag, type DragTarget } from "./drag.ts";
import type { ViewProps } from "./mount.ts";
import { missingFields, NewSheet } from "./new_sheet.tsx";
import { PasteSheet } from "./paste_sheet.tsx";
import { between } from "./rank.ts";
import { asCards } from "./receiving.ts";
import { LeadWays, SpokenFor, TogetherSheet } from "./settling.tsx";
import { Sheet } from "./sheet.tsx";
import { Frame, useSession } from "./status.tsx";
import { Empty, Tools } from "./tools.tsx";
import type { Field, Rec, Values } from "./wire.ts";

export interface BoardSpec extends CardsSpec {
  /** The reference or choice field whose values are the columns; null for one column. */
  readonly column: Field | null;
}

/** The card itself where it is still shown, else the one that stood after it, or before; null where none is left. */
function stillThere(id: string, was: readonly Column[], now: readonly Column[]): string | null {
  const shown = new Set(now.flatMap((column) => column.cards.map(([card]) => card)));
  if (shown.has(id)) return id;
  const cards = was.find((column) => column.cards.some(([card]) => card === id))?.cards.map(([card]) => card);
  if (cards === undefined) return null;
  const place = cards.indexOf(id);
  const near = [...cards.slice(place + 1), ...cards.slice(0, place).reverse()];
  return near.find((card) => shown.has(card)) ?? null;
}

export function BoardView({ session, view }: ViewProps<BoardSpec>): VNode {
  useSession(session);
  const { spec } = session;
  const [opened, setOpened] = useState<string | null>(null);
  const [asking, setAsking] = useState<{ place: string; fields: Values } | null>(null);
  const [menu, setMenu] = useState<string | null>(null);
  const [pasting, setPasting] = useState(false);
  const [laid, setLaid] = useState<{ id: string; onto: string } | null>(null);
  const board = useRef<HTMLDivElement>(null);
  const focusOn = useRef<string | null>(null);
  const drawn = useRef(new Map<string, { record: Rec; mark: string; node: VNode }>());
  const shows = (record: Rec): boolean => standsAlone(session, record);
  const columns = columnsOf(session.records, spec.kind, spec.column, session.say("without_column"), shows);
  const latest = useRef(columns);
  latest.current = columns;

  // A card that moves to another column is drawn anew there; the focus goes along, whoever moved it.
  const at = board.current?.getRootNode() === document ? document.activeElement : null;
  const held =
    board.current?.contains(at) === true ? at?.closest<HTMLElement>("[data-card]")?.dataset.card : null;

  const before = useRef(columns);

  useLayoutEffect(() => {
    const was = before.current;
    before.current = columns;
    if (held && document.activeElement === document.body) {
      focusOn.current = stillThere(held, was, columns);
      // The last card of its column is gone: the board keeps the focus all the same.
      if (focusOn.current === null) board.current?.querySelector("button")?.focus();
    }
    if (focusOn.current === null) return;
    const card = board.current?.querySelector<HTMLElement>(
      `[data-card="${focusOn.current}"] .cjw-card-title`,
    );
    if (card !== null && card !== undefined) {
      focusOn.current = null;
      card.focus();
      card.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  });

  const titleOf = (id: string): string =>
    String(session.value(id, spec.title_field) ?? "") || session.say("untitled");
  const columnOf = (id: string): Column | undefined =>
    latest.current.find((column) => column.cards.some(([card]) => card === id));

  const move = (id: string, column: Column, index: number): void => {
    const fields = movedTo(column, spec.column, id, index);
    if (fields === null) {
      session.speak(session.say("moved_edge", { card: titleOf(id) }));
      return;
    }
    session.change(spec.kind, id, fields);
    focusOn.current = id;
    const others = column.cards.filter(([other]) => other !== id).length;
    const place = Math.max(0, Math.min(index, others)) + 1;
    session.speak(
      session.say("moved", { card: titleOf(id), place, all: others + 1, column: column.label || spec.title }),
    );
  };
  const remove = (id: string): void => {
    const card = titleOf(id);
    session.change(spec.kind, id, { deleted: true });
    session.show({
      text: session.say("deleted", { card }),
      tone: "plain",
      action: { label: session.say("undo"), run: () => session.undo() },
    });
  };
  const actions = useRef<CardActions>({
    onOpen: setOpened,
    onMenu: setMenu,
    onGrab: (id, event) => {
      const root = board.current;
      const card = root?.querySelector<HTMLElement>(`[data-card="${id}"]`);
      if (root === null || card === null || card === undefined) return;
      const onDrop = (target: DragTarget): void => {
        const column = latest.current.find((one) => columnKey(one.value) === target.column);
        if (column === undefined || columnOf(id) === undefined) return;
        if (target.onto === null) move(id, column, target.index);
        else setLaid({ id, onto: target.onto });
      };
      beginDrag(event, { board: root, card, onDrop, onto: spec.settles });
    },
    onKey: (id, event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || !event.key.startsWith("Arrow")) return;
      event.preventDefault();
      event.stopPropagation();
      const from = columnOf(id);
      if (from === undefined || !session.may(id)) return;
      const place = from.cards.findIndex(([card]) => card === id);
      const sideways = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
      if (sideways === 0) {
        const index = place + (event.key === "ArrowUp" ? -1 : 1);
        if (index < 0 || index >= from.cards.length) {
          session.speak(session.say("moved_edge", { card: titleOf(id) }));
        } else move(id, from, index);
        return;
      }
      const to = latest.current[latest.current.indexOf(from) + sideways];
      if (to === undefined) session.speak(session.say("moved_edge", { card: titleOf(id) }));
      else move(id, to, Math.min(place, to.cards.length));
    },
  }).current;

  const add = (column: Column, text: string): string | null => {
    const last = column.cards.at(-1)?.[1].rank ?? "";
    const fields = {
      [spec.title_field]: text,
      ...(spec.ranked ? { rank: between(last, "") } : {}),
      ...(spec.column !== null && column.value !== null ? { [spec.column.name]: column.value } : {}),
    };
    if (missingFields(spec.fields, fields).length === 0) return make(fields);
    setAsking({ place: columnKey(column.value), fields });
    return null;
  };
  /** Column and rank of a new card where the card `id` stands. */
  const placeOf = (id: string): Values => {
    const column = columnOf(id);
    const next = column?.cards[column.cards.findIndex(([card]) => card === id) + 1];
    return {
      ...(spec.ranked ? { rank: between(session.get(id)?.rank ?? "", next?.[1].rank ?? "") } : {}),
      ...(spec.column === null ? {} : { [spec.column.name]: column?.value ?? null }),
    };
  };
  const make = (fields: Values): string => {
    const id = recordId(spec.kind);
    session.change(spec.kind, id, fields, { made: true });
    return id;
  };

  const titleField = spec.fields.find((field) => field.name === spec.title_field);
  const facts = spec.fields.filter(
    (field) => field.first && field.name !== spec.title_field && field.name !== spec.column?.name,
  );
  const evidence = spec.fields.find((field) => field.name === EVIDENCE);
  /** Cards that did not change are not drawn again. References show labels of other records, hence the sequence. */
  const draw = (id: string, record: Rec): VNode => {
    const before = drawn.current.get(id);
    const seq = facts.some((field) => field.kind === "ref") ? session.records.seq : 0;
    const comments = spec.comments ? commentsOn(session, id) : 0;
    const merged = spokenFor(session, spec.kind, id).length;
    const movable = spec.ranked && session.may(id);
    const mark = `${seq}/${comments}/${merged}/${movable}`;
    if (before !== undefined && before.record === record && before.mark === mark) return before.node;
    const node = (
      <CardView
        key={id}
        session={session}
        id={id}
        record={record}
        title={titleOf(id)}
        facts={facts}
        evidence={evidence}
        comments={comments}
        merged={merged}
        movable={movable}
        actions={actions}
      />
    );
    drawn.current.set(id, { record, mark, node });
    return node;
  };
  const total = columns.reduce((sum, column) => sum + column.cards.length, 0);
  const menuFrom = menu === null ? undefined : columnOf(menu);
  return (
    <Frame session={session} name="board">
      {total === 0 && (
        <Empty session={session} text={session.say(session.mayAdd ? "empty_board" : "empty_rows")} />
      )}
      {spec.column !== null && columns.length === 1 && (
        <p class="cjw-lead">{session.say("no_columns", { label: spec.column.label })}</p>
      )}
      <div class="cjw-columns" ref={board} data-single={columns.length === 1 || undefined}>
        {columns.map((column) => {
          const key = columnKey(column.value);
          const heading = `${view}-column-${key}`;
          return (
            <section
              key={key}
              class="cjw-column"
              data-column={key}
              data-open={column.value === null && spec.column !== null ? true : undefined}
              aria-labelledby={spec.column === null ? undefined : heading}
            >
              {spec.column !== null && (
                <h3 id={heading} class="cjw-column-head">
                  <span dir="auto">{column.label || session.say("untitled")}</span>
                  <span class="cjw-tally">{column.cards.length}</span>
                </h3>
              )}
              <ol class="cjw-cards" data-cards>
                {column.cards.map(([id, record]) => draw(id, record))}
              </ol>
              {column.cards.length === 0 && total > 0 && (
                <p class="cjw-empty-column">{session.say(session.mayAdd ? "empty_column" : "empty_rows")}</p>
              )}
              {titleField !== undefined && session.mayAdd && (
                <AddCard
                  id={`${view}-add-${key}`}
                  place={key}
                  session={session}
                  field={titleField}
                  label={
                    spec.column === null
                      ? session.say("add_card")
                      : session.say("new_card_in", { column: column.label })
                  }
                  {...(spec.column !== null && {
                    button: session.say("add_to", { column: column.label }),
                  })}
                  onAdd={(text) => add(column, text)}
                />
              )}
            </section>
          );
        })}
      </div>
      <Tools
        session={session}
        cards={columns.flatMap((column) => column.cards)}
        onPaste={() => setPasting(true)}
      />
      {asking !== null && (
        <NewSheet
          session={session}
          view={view}
          title={spec.kind_label}
          fields={spec.fields}
          given={asking.fields}
          onMake={(fields) => {
            session.jotter.set(asking.place, "");
            make(fields);
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {opened !== null && (
        <Sheet
          key={opened}
          session={session}
          view={view}
          kind={spec.kind}
          entity={opened}
          fields={spec.fields}
          title={spec.kind_label}
          onClose={() => setOpened(null)}
          onDelete={() => remove(opened)}
          parts={spec.parts}
          comments={spec.comments}
        >
          <SpokenFor session={session} view={view} id={opened} />
        </Sheet>
      )}
      {menu !== null && menuFrom !== undefined && (
        <CardMenu
          session={session}
          view={view}
          title={titleOf(menu)}
          columns={columns}
          from={menuFrom}
          place={menuFrom.cards.findIndex(([card]) => card === menu)}
          onMove={(column, index) => move(menu, column, index)}
          onClose={() => setMenu(null)}
        >
          {(close) => spec.settles && <LeadWays session={session} view={view} id={menu} close={close} />}
        </CardMenu>
      )}
      {pasting && (
        <PasteSheet
          session={session}
          view={view}
          receiving={asCards(session, spec.column)}
          onClose={() => setPasting(false)}
        />
      )}
      {laid !== null && columnOf(laid.onto) !== undefined && (
        <TogetherSheet
          session={session}
          view={view}
          id={laid.id}
          onto={laid.onto}
          place={placeOf(laid.onto)}
          onBeside={() => {
            const column = columnOf(laid.onto);
            const index = column?.cards
              .filter(([card]) => card !== laid.id)
              .findIndex(([card]) => card === laid.onto);
            if (column !== undefined && index !== undefined) move(laid.id, column, index);
          }}
          onClose={() => setLaid(null)}
        />
      )}
    </Frame>
  );
}

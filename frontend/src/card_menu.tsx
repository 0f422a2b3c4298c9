// "Move to…": everything that dragging does, with a list of buttons; and what those who lead do with a card.
import type { ComponentChildren, VNode } from "preact";
import { type Column, columnKey } from "./columns.ts";
import type { Session } from "./session.ts";
import { Dialog } from "./sheet.tsx";

export function CardMenu(props: {
  readonly session: Session;
  readonly view: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly from: Column;
  readonly place: number;
  readonly onMove: (column: Column, index: number) => void;
  readonly onClose: () => void;
  /** More ways, below those to move it; each gets the function that closes the menu. */
  readonly children?: (close: () => void) => ComponentChildren;
}): VNode {
  const { session, columns, from, place } = props;
  const last = from.cards.length - 1;
  return (
    <Dialog title={session.say("move_to")} name="menu" view={props.view} onClose={props.onClose}>
      {(close) => {
        const go = (column: Column, index: number): void => {
          close();
          props.onMove(column, index);
        };
        return (
          <>
            <p class="cjw-menu-card" dir="auto">
              {props.title}
            </p>
            <div class="cjw-menu-steps">
              <button
                type="button"
                class="cjw-button"
                disabled={place <= 0}
                onClick={() => go(from, place - 1)}
              >
                ↑ {session.say("move_up")}
              </button>
              <button
                type="button"
                class="cjw-button"
                disabled={place >= last}
                onClick={() => go(from, place + 1)}
              >
                ↓ {session.say("move_down")}
              </button>
            </div>
            {columns.length > 1 && (
              <ul class="cjw-menu-list">
                {columns.map((column) => {
                  const here = column === from;
                  return (
                    <li key={columnKey(column.value)}>
                      <button
                        type="button"
                        class="cjw-menu-item"
                        disabled={here}
                        onClick={() => go(column, column.cards.length)}
                      >
                        <span dir="auto">{column.label || session.say("untitled")}</span>
                        {here && <span class="cjw-menu-note">{session.say("move_here")}</span>}
                      </button>
                    </li>
                  );
                })}
              </ul>
            )}
            {props.children?.(close)}
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

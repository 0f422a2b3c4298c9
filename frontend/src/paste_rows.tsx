// The button under a list that brings in a whole one, from a clipboard or from a file.
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { PasteSheet } from "./paste_sheet.tsx";
import type { Receiving } from "./receiving.ts";
import type { Session } from "./session.ts";

export function PasteRows(props: {
  readonly session: Session;
  readonly view: string;
  readonly receiving: () => Receiving;
}): VNode {
  const { session } = props;
  const [open, setOpen] = useState(false);
  return (
    <>
      <div class="cjw-tools">
        <button
          type="button"
          class="cjw-button cjw-quiet"
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          {session.say("paste_rows")}
        </button>
      </div>
      {open && (
        <PasteSheet
          session={session}
          view={props.view}
          receiving={props.receiving()}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

// The sheet in which one record is edited: a native dialog, so that focus stays inside and returns where it was.
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { PartSpec } from "./cards_spec.ts";
import { Comments } from "./comments.tsx";
import { FieldList } from "./fields/field.tsx";
import { recordHolder } from "./holder.ts";
import { PartList } from "./parts.tsx";
import type { Session } from "./session.ts";
import { ToastView } from "./status.tsx";
import type { Field } from "./wire.ts";

export function Dialog(props: {
  readonly title: string;
  readonly name: string;
  readonly view: string;
  readonly onClose: () => void;
  readonly children: (close: () => void) => ComponentChildren;
}): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element?.open === false) element.showModal();
    return () => element?.close();
  }, []);
  const close = (): void => dialog.current?.close();
  const heading = `${props.view}-${props.name}-title`;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      class={`cjw-dialog cjw-${props.name}`}
      aria-labelledby={heading}
      onClose={props.onClose}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div class="cjw-dialog-inner">
        <h3 id={heading} dir="auto">
          {props.title}
        </h3>
        {props.children(close)}
      </div>
    </dialog>
  );
}

export function Sheet(props: {
  readonly session: Session;
  readonly view: string;
  readonly kind: string;
  readonly entity: string;
  readonly fields: readonly Field[];
  readonly title: string;
  readonly onClose: () => void;
  readonly onDelete: () => void;
  readonly parts: readonly PartSpec[];
  readonly comments: boolean;
  /** What else the sheet says, between the parts and the comments. */
  readonly children?: ComponentChildren;
}): VNode {
  const { session, entity } = props;
  const gone = session.get(entity) === undefined;
  return (
    <Dialog title={props.title} name="sheet" view={props.view} onClose={props.onClose}>
      {(close) => (
        <>
          {gone ? (
            <p class="cjw-error" role="alert">
              {session.say("card_deleted_by_other")}
            </p>
          ) : (
            <>
              <fieldset class="cjw-rights" disabled={!session.may(entity)}>
                <FieldList
                  holder={recordHolder(session, `${props.view}-sheet`, props.kind, entity)}
                  fields={props.fields}
                  fold={props.kind}
                />
                {props.parts.map((part) => (
                  <PartList
                    key={part.kind}
                    session={session}
                    view={`${props.view}-sheet`}
                    part={part}
                    owner={entity}
                  />
                ))}
              </fieldset>
              {props.children}
              {props.comments && <Comments session={session} view={`${props.view}-sheet`} owner={entity} />}
            </>
          )}
          {/* The one of the page lies under the sheet. */}
          <ToastView session={session} />
          <footer class="cjw-dialog-foot">
            {!gone && session.may(entity) && (
              <button
                type="button"
                class="cjw-button cjw-danger"
                onClick={() => {
                  close();
                  props.onDelete();
                }}
              >
                {session.say("delete")}
              </button>
            )}
            <button type="button" class="cjw-button cjw-main" onClick={close}>
              {session.say("done")}
            </button>
          </footer>
        </>
      )}
    </Dialog>
  );
}

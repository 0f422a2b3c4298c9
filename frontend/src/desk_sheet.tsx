// What a button of a desk asks before it acts; it closes when Python has taken the answers.
import type { VNode } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Answers } from "./answers.ts";
import { FieldView } from "./fields/field.tsx";
import type { Session } from "./session.ts";
import { Dialog } from "./sheet.tsx";
import type { DeskForm, Down } from "./wire.ts";

export function DeskSheet(props: {
  readonly session: Session;
  readonly view: string;
  readonly form: DeskForm;
  /** Goes back with the answers: which button of which row. */
  readonly pressed: string;
  readonly tone: string;
  readonly onClose: () => void;
}): VNode {
  const { session, pressed } = props;
  // What was asked when the sheet opened stays, whatever the rows behind it become.
  const [form] = useState(props.form);
  const answers = useMemo(() => new Answers(session, form.fields, form.values), [session, form]);
  const holder = answers.holder(`${props.view}-ask`);
  const [busy, setBusy] = useState(0);
  const [general, setGeneral] = useState("");
  const [message, setMessage] = useState("");
  const element = useRef<HTMLFormElement>(null);
  const n = useRef(0);
  const leave = useRef<() => void>(() => undefined);

  useLayoutEffect(
    () =>
      session.listen((down: Down) => {
        if (down.type !== "answer" || down.n !== n.current) return;
        setBusy(0);
        const wrong = Object.keys(down.errors);
        if (wrong.length === 0) {
          if (down.message === "") leave.current();
          setMessage(down.message);
          return;
        }
        for (const name of wrong) {
          const draft = answers.drafts.get(name);
          if (draft !== undefined) draft.invalid = draft.problem = down.errors[name] ?? null;
        }
        setGeneral(down.errors[""] ?? "");
        session.changed();
        focusOn(wrong[0] ?? "");
      }),
    [session, answers],
  );
  const focusOn = (name: string): void => {
    queueMicrotask(() => {
      element.current?.querySelector<HTMLElement>(`[id="${holder.id}-${name}"], .cjw-wrong`)?.focus();
    });
  };
  const hand = (): void => {
    const faulty = form.fields.filter((field) => !answers.judge(field));
    setGeneral("");
    session.changed();
    if (faulty[0] !== undefined) {
      focusOn(faulty[0].name);
      return;
    }
    n.current = Math.floor(Date.now() / 10);
    setBusy(n.current);
    session.link.send({
      type: "submit",
      n: n.current,
      values: { ...Object.fromEntries(answers.values), pressed },
    });
  };
  return (
    <Dialog title={form.title} name="sheet" view={props.view} onClose={props.onClose}>
      {(close) => {
        leave.current = close;
        return (
          <form
            ref={element}
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              if (busy === 0) hand();
            }}
          >
            {form.help !== "" && <p class="cjw-desk-help">{form.help}</p>}
            {general !== "" && (
              <div class="cjw-wrong" role="alert" tabIndex={-1}>
                <p>{general}</p>
              </div>
            )}
            <div class="cjw-fields">
              {form.fields.map((field) => (
                <FieldView key={field.name} holder={holder} field={field} />
              ))}
            </div>
            <p class="cjw-desk-said" role="status">
              {message}
            </p>
            <footer class="cjw-dialog-foot">
              <button type="button" class="cjw-button" onClick={close}>
                {message === "" ? session.say("cancel") : session.say("done")}
              </button>
              <button
                type="submit"
                class={`cjw-button ${props.tone === "danger" ? "cjw-danger" : "cjw-main"}`}
                aria-disabled={busy !== 0}
              >
                {busy !== 0 ? session.say("submitting") : form.submit}
              </button>
            </footer>
          </form>
        );
      }}
    </Dialog>
  );
}

// A form that is handed over as a whole: nothing is sent before the button is pressed.
import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Answers } from "./answers.ts";
import { FieldList } from "./fields/field.tsx";
import type { ViewProps } from "./mount.ts";
import { Frame, useSession } from "./status.tsx";
import type { Field, Spec, Values } from "./wire.ts";

export interface AskSpec extends Spec {
  readonly fields: readonly Field[];
  readonly values: Values;
  readonly submit: string;
}

export function AskView({ session, view }: ViewProps<AskSpec>): VNode {
  useSession(session);
  const { fields, submit } = session.spec;
  const kept = useRef<Answers>(undefined);
  kept.current ??= new Answers(session, fields, session.spec.values);
  const answers = kept.current;
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(0);
  const [message, setMessage] = useState("");
  const [general, setGeneral] = useState("");
  const [wrong, setWrong] = useState<readonly Field[]>([]);
  const n = useRef(0);
  const summary = useRef<HTMLDivElement>(null);

  useLayoutEffect(
    () =>
      session.listen((down) => {
        if (down.type !== "answer" || down.n !== n.current) return;
        setBusy(0);
        setMessage(down.message);
        setGeneral(down.errors[""] ?? "");
        const faulty = fields.filter((field) => down.errors[field.name] !== undefined);
        for (const field of faulty) {
          const draft = answers.drafts.get(field.name);
          if (draft !== undefined) draft.invalid = draft.problem = down.errors[field.name] ?? null;
        }
        setWrong(faulty);
        if (faulty.length > 0 || down.errors[""] !== undefined)
          queueMicrotask(() => summary.current?.focus());
      }),
    [session, fields, answers],
  );

  const hand = (): void => {
    const faulty = fields.filter((field) => !answers.judge(field));
    setWrong(faulty);
    setGeneral("");
    setMessage("");
    session.changed();
    if (faulty.length > 0) {
      const first = form.current?.querySelector<HTMLElement>(`[id="${view}-${faulty[0]?.name}"]`);
      queueMicrotask(() => first?.focus());
      return;
    }
    n.current = Math.floor(Date.now() / 10);
    setBusy(n.current);
    session.link.send({ type: "submit", n: n.current, values: Object.fromEntries(answers.values) });
  };
  return (
    <Frame session={session} name="ask" plain>
      <form
        ref={form}
        class="cjw-sheet-body"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (busy === 0) hand();
        }}
      >
        {(wrong.length > 1 || general !== "") && (
          <div class="cjw-wrong" role="alert" tabIndex={-1} ref={summary}>
            {general !== "" && <p>{general}</p>}
            {wrong.length > 1 && <p>{session.say("check_these")}</p>}
            {wrong.length > 1 && (
              <ul>
                {wrong.map((field) => (
                  <li key={field.name}>
                    <a
                      href={`#${view}-${field.name}`}
                      onClick={(event) => {
                        event.preventDefault();
                        form.current?.querySelector<HTMLElement>(`[id="${view}-${field.name}"]`)?.focus();
                      }}
                    >
                      {field.label}
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </div>
        )}
        <FieldList holder={answers.holder(view)} fields={fields} fold="" />
        <p class="cjw-ask-foot">
          <button type="submit" class="cjw-button cjw-main" aria-disabled={busy !== 0}>
            {busy !== 0 ? session.say("submitting") : submit}
          </button>
          <span role="status">{message}</span>
        </p>
      </form>
    </Frame>
  );
}

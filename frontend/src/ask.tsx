// A form that is handed over as a whole: nothing is sent before the button is pressed.
import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { check } from "./check.ts";
import { Draft } from "./draft.ts";
import { FieldList } from "./fields/field.tsx";
import type { Holder } from "./holder.ts";
import type { ViewProps } from "./mount.ts";
import type { Session } from "./session.ts";
import { asText } from "./session.ts";
import { Frame, useSession } from "./status.tsx";
import type { Field, Spec, Value, Values } from "./wire.ts";

export interface AskSpec extends Spec {
  readonly fields: readonly Field[];
  readonly values: Values;
  readonly submit: string;
}

/** Values that live on the page until they are handed over. */
class Answers {
  readonly drafts = new Map<string, Draft>();
  readonly values = new Map<string, Value>();

  constructor(readonly session: Session<AskSpec>) {
    for (const field of session.spec.fields) {
      const value = session.spec.values[field.name] ?? field.default ?? null;
      this.values.set(field.name, value);
      this.drafts.set(field.name, new Draft(asText(value), 0));
    }
  }

  holder(view: string): Holder {
    const { session, values } = this;
    const draft = (field: Field): Draft => this.drafts.get(field.name) as Draft;
    return {
      id: view,
      session,
      seq: 0,
      value: (field) => values.get(field.name) ?? null,
      set: (field, value) => {
        values.set(field.name, value);
        draft(field).problem = null;
        session.changed();
      },
      draft,
      commit: (field) => {
        const one = draft(field);
        if (!one.dirty) return;
        this.judge(field);
        session.changed();
      },
      options: (field) => (field.choices ?? []).map(([value, label]) => [String(value), label] as const),
      attach: () => () => undefined,
    };
  }

  /** Take a typed field's text as its value; tells whether it fits. */
  judge(field: Field): boolean {
    const one = this.drafts.get(field.name) as Draft;
    const typed = !["choice", "scale", "flag", "ref"].includes(field.kind);
    const text = typed ? one.text : asText(this.values.get(field.name) ?? null);
    const checked = check(typed ? field : { ...field, kind: "text" }, text, (key, places) =>
      this.session.say(key, places),
    );
    one.invalid = typed && "problem" in checked ? checked.problem : null;
    one.problem = !typed && "problem" in checked ? checked.problem : null;
    one.dirty = false;
    if ("problem" in checked) return false;
    if (typed) this.values.set(field.name, checked.value);
    return true;
  }
}

export function AskView({ session, view }: ViewProps<AskSpec>): VNode {
  useSession(session);
  const { fields, submit } = session.spec;
  const kept = useRef<Answers>(undefined);
  kept.current ??= new Answers(session);
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
        class="cjm-sheet-body"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (busy === 0) hand();
        }}
      >
        {(wrong.length > 1 || general !== "") && (
          <div class="cjm-wrong" role="alert" tabIndex={-1} ref={summary}>
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
        <FieldList holder={answers.holder(view)} fields={fields} />
        <p class="cjm-ask-foot">
          <button type="submit" class="cjm-button cjm-main" aria-disabled={busy !== 0}>
            {busy !== 0 ? session.say("submitting") : submit}
          </button>
          <span role="status">{message}</span>
        </p>
      </form>
    </Frame>
  );
}

// What stands above every widget: its title, whether everything is saved, undo and redo, and the connection.
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Session, Toast } from "./session.ts";

/** Draw again whenever the session changes. (In a layout effect: a later one would miss what comes before it runs.) */
export function useSession(session: Session): void {
  const [, draw] = useState(0);
  useLayoutEffect(() => session.watch(() => draw((n) => n + 1)), [session]);
}

export function Frame(props: {
  readonly session: Session;
  readonly name: string;
  readonly plain?: boolean;
  readonly children: ComponentChildren;
  readonly aside?: ComponentChildren;
}): VNode {
  const { session } = props;
  useSession(session);
  const { title, help } = session.spec;
  return (
    <section
      class={`cjw cjw-${props.name}`}
      lang={session.spec.lang}
      aria-label={title === "" ? undefined : title}
      data-lm-suppress-shortcuts="true"
      onKeyDown={(event) => !props.plain && historyKeys(event, session)}
    >
      <header class="cjw-head">
        <div class="cjw-head-text">
          {title !== "" && <h2>{title}</h2>}
          {help !== "" && <p class="cjw-lead">{help}</p>}
          {session.rights !== null && session.rights.promise !== "" && (
            <p class="cjw-promise">
              <Shut /> {session.rights.promise}
            </p>
          )}
          {props.aside}
        </div>
        <div class="cjw-status">
          {props.plain !== true && <Saved session={session} />}
          {props.plain !== true && <History session={session} />}
          <Badge session={session} />
        </div>
      </header>
      {props.children}
      <ToastView session={session} />
      <p class="cjw-spoken" aria-live="polite">
        {session.spoken}
      </p>
    </section>
  );
}

/** Why one finds here what one cannot change; nothing where one can. */
export function Closed({ session }: { readonly session: Session }): VNode | null {
  const closed = session.rights?.closed ?? "";
  return closed === "" ? null : <p class="cjw-closed">{closed}</p>;
}

function Saved({ session }: { readonly session: Session }): VNode {
  const state = session.savedState;
  return (
    <span class="cjw-saved" data-state={state} role="status">
      <span class="cjw-dot" aria-hidden="true" />
      {session.say(state)}
    </span>
  );
}

function History({ session }: { readonly session: Session }): VNode {
  return (
    <span class="cjw-history">
      <button
        type="button"
        class="cjw-button cjw-quiet"
        aria-disabled={!session.canUndo}
        aria-keyshortcuts="Control+Z"
        onClick={() => session.canUndo && session.undo()}
      >
        <Arrow /> {session.say("undo")}
      </button>
      <button
        type="button"
        class="cjw-button cjw-quiet"
        aria-disabled={!session.canRedo}
        aria-keyshortcuts="Control+Shift+Z"
        onClick={() => session.canRedo && session.redo()}
      >
        {session.say("redo")} <Arrow turned />
      </button>
    </span>
  );
}

function Arrow({ turned = false }: { readonly turned?: boolean }): VNode {
  return (
    <svg
      class={turned ? "cjw-icon cjw-turned" : "cjw-icon"}
      viewBox="0 0 20 20"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M8 4 L3.5 8.5 L8 13 M3.5 8.5 H12 a4 4 0 0 1 0 8 H9" />
    </svg>
  );
}

function Shut(): VNode {
  return (
    <svg class="cjw-icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d="M2 10 C5 5 15 5 18 10 C15 15 5 15 2 10 Z M3 17 L17 3" />
    </svg>
  );
}

function Badge({ session }: { readonly session: Session }): VNode {
  const state = session.connection;
  const text = state === "live" ? "" : session.say(`connection_${state}`);
  return (
    <span class="cjw-badge" data-state={state} role="status">
      {text}
    </span>
  );
}

export function ToastView({ session }: { readonly session: Session }): VNode | null {
  const { toast } = session;
  const shown = useRef<Toast | null>(null);
  useEffect(() => {
    if (toast === shown.current) return;
    shown.current = toast;
    if (toast === null || toast.tone === "trouble") return;
    const timer = setTimeout(() => session.toast === toast && session.show(null), 20_000);
    return () => clearTimeout(timer);
  }, [toast, session]);
  return (
    <div class="cjw-toasts" role="status">
      {toast !== null && (
        <div class="cjw-toast" data-tone={toast.tone}>
          <p>{toast.text}</p>
          {toast.rescued !== undefined && (
            <div class="cjw-rescued">
              <p>{session.say("rescued")}</p>
              <blockquote dir="auto">{toast.rescued}</blockquote>
            </div>
          )}
          {toast.action !== undefined && (
            <button type="button" class="cjw-button" onClick={toast.action.run}>
              {toast.action.label}
            </button>
          )}
          <button
            type="button"
            class="cjw-clear"
            aria-label={session.say("close")}
            onClick={() => session.show(null)}
          >
            <span aria-hidden="true">×</span>
          </button>
        </div>
      )}
    </div>
  );
}

const TYPED_INTO = new Set(["text", "url", "date", "search", "email", "number", "tel"]);

/** Ctrl/Cmd+Z and its opposite, except where the browser's own undo is meant: while typing. */
export function historyKeys(event: KeyboardEvent, session: Session): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  const at = event.target;
  if (at instanceof HTMLTextAreaElement) return;
  if (at instanceof HTMLInputElement && TYPED_INTO.has(at.type)) return;
  event.preventDefault();
  event.stopPropagation();
  if (key === "y" || event.shiftKey) {
    if (session.canRedo) session.redo();
  } else if (session.canUndo) session.undo();
}

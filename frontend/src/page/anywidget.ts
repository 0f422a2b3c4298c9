// What anywidget 0.11 does in the browser: a widget's module is loaded from `_esm`, started once for its model
// (initialize) and once for each view (render): anywidget's front-end module format, AFM.
import { newId } from "../ids.ts";
import type { Manager } from "./manager.ts";
import { Model, type Told } from "./model.ts";
import type { Bytes } from "./protocol.ts";
import type { State } from "./state.ts";
import { View } from "./view.ts";

type Cleanup = () => void | Promise<void>;

interface Given {
  readonly model: object;
  readonly signal: AbortSignal;
  readonly experimental: { readonly invoke: ReturnType<typeof invoker> };
}

interface Definition {
  initialize?(given: Given): unknown;
  render?(given: Given & { readonly el: HTMLElement; readonly host: object }): unknown;
}

/** One loading of the module: with a new `_esm` a new one begins and this one ends. */
interface Running {
  readonly definition: Definition;
  readonly exports: unknown;
  readonly end: AbortController;
}

const ANSWER_MS = 3000;

export class AnyModel extends Model {
  /** The widget, started; fails with what its module threw. */
  running: Promise<Running> = new Promise(() => {});
  private end = new AbortController();
  private held: (() => void)[] | null = [];
  private manager: Manager | undefined;

  start(manager: Manager): void {
    if (this.manager !== undefined) return;
    this.manager = manager;
    this.on("change:_css", () => this.style(), this);
    this.on("change:_esm", () => this.load(), this);
    this.once("destroy", () => this.end.abort("[anywidget] Runtime destroyed."));
    this.style();
    this.load();
  }

  /** Messages wait until the widget listens; none is lost while its module loads. */
  override receive(told: Told): void {
    this.whenStarted(() => super.receive(told));
  }

  override refresh(state: State): void {
    this.whenStarted(() => super.refresh(state));
  }

  private whenStarted(then: () => void): void {
    if (this.held === null) then();
    else this.held.push(then);
  }

  private load(): void {
    this.end.abort("[anywidget] widget reloaded.");
    this.end = new AbortController();
    const { end } = this;
    this.running = this.begin(end);
    const release = (): void => {
      const held = this.held ?? [];
      this.held = null;
      for (const then of held) then();
    };
    this.running.then(release, release);
    this.trigger("anywidget:loaded");
  }

  private async begin(end: AbortController): Promise<Running> {
    const definition = await loadDefinition(this.get("_esm"));
    end.signal.throwIfAborted();
    const given = {
      model: proxy(this, end, this.manager),
      signal: end.signal,
      experimental: { invoke: invoker(this) },
    };
    const result = await definition.initialize?.(given);
    onAbort(end.signal, () => this.off(null, null, end));
    if (typeof result === "function") onAbort(end.signal, () => tidy(result as Cleanup));
    const exports = typeof result === "object" && result !== null ? result : undefined;
    return { definition, exports, end };
  }

  private style(): void {
    const css: unknown = this.get("_css");
    const id = `anywidget ${this.get("_anywidget_id") ?? this.model_id}`;
    if (typeof css !== "string" || css === "") return;
    const sheet = document.getElementById(id) ?? Object.assign(document.createElement("style"), { id });
    if (sheet.textContent !== css) sheet.textContent = css;
    if (!sheet.isConnected) document.head.append(sheet);
  }
}

export class AnyView extends View {
  private end = new AbortController();

  override async render(): Promise<void> {
    this.onRemove(() => this.end.abort("[anywidget] View destroyed."));
    this.listen(this.model, "anywidget:loaded", () => {
      this.end.abort();
      this.end = new AbortController();
      this.el.replaceChildren();
      this.fill().catch(console.error);
    });
    await this.fill();
  }

  private async fill(): Promise<void> {
    const { end } = this;
    const running = await (this.model as AnyModel).running;
    if (end.signal.aborted) return;
    onAbort(running.end.signal, () => end.abort());
    await renderInto(this.model as AnyModel, running, this.el, end, this.manager);
  }
}

async function renderInto(
  model: AnyModel,
  running: Running,
  el: HTMLElement,
  end: AbortController,
  manager: Manager,
): Promise<void> {
  const { signal } = end;
  const cleanup = await running.definition.render?.({
    model: proxy(model, end, manager),
    el,
    signal,
    host: hostOf(manager, signal),
    experimental: { invoke: invoker(model) },
  });
  onAbort(signal, () => {
    model.off(null, null, end);
    if (typeof cleanup === "function") void tidy(cleanup as Cleanup);
  });
}

/** What a widget's code sees of a model; what it listens to ends with `context`. */
function proxy(model: Model, context: object, manager: Manager | undefined): object {
  return {
    get: model.get.bind(model),
    set: model.set.bind(model),
    save_changes: model.save_changes.bind(model),
    send: model.send.bind(model),
    on: (name: string, listener: () => void) => void model.on(name, listener, context),
    off: (name?: string | null, listener?: (() => void) | null) => void model.off(name, listener, context),
    widget_manager: manager,
  };
}

function invoker(model: Model) {
  return (
    name: string,
    msg: unknown,
    options: { readonly signal?: AbortSignal; readonly buffers?: readonly Bytes[] } = {},
  ): Promise<[unknown, readonly DataView[]]> =>
    new Promise((resolve, reject) => {
      const id = newId("call");
      const finish = (): void => {
        clearTimeout(timer);
        model.off("msg:custom", hear);
      };
      const hear = (content: { id?: unknown; response?: unknown }, buffers: readonly DataView[]): void => {
        if (content?.id !== id) return;
        finish();
        resolve([content.response, buffers]);
      };
      const stop = (reason: unknown): void => {
        finish();
        reject(reason);
      };
      const timer = options.signal
        ? undefined
        : setTimeout(() => stop(new DOMException("No answer from Python.", "TimeoutError")), ANSWER_MS);
      if (options.signal) onAbort(options.signal, () => stop(options.signal?.reason));
      model.on("msg:custom", hear);
      model.send({ id, kind: "anywidget-command", name, msg }, undefined, options.buffers ?? []);
    });
}

/** Lets a widget show others that it refers to as `anywidget:<model id>`. */
function hostOf(manager: Manager, signal: AbortSignal): object {
  const find = (reference: unknown): Promise<Model> => {
    if (typeof reference !== "string" || !reference.startsWith("anywidget:")) {
      throw new Error(`[anywidget] Invalid widget reference: ${JSON.stringify(reference)}`);
    }
    return manager.get_model(reference.slice("anywidget:".length));
  };
  return {
    async getModel(reference: unknown) {
      const model = await find(reference);
      const context = {};
      onAbort(signal, () => model.off(null, null, context));
      return proxy(model, context, manager);
    },
    async getWidget(reference: unknown) {
      const model = await find(reference);
      if (!(model instanceof AnyModel))
        throw new Error(`[anywidget] No binding found for widget ${model.model_id}`);
      const running = await model.running;
      return {
        exports: running.exports,
        async render({ el, signal: own }: { el: HTMLElement; signal?: AbortSignal }) {
          const end = new AbortController();
          for (const one of [signal, own, running.end.signal]) if (one) onAbort(one, () => end.abort());
          await renderInto(model, running, el, end, manager);
        },
      };
    },
  };
}

async function loadDefinition(esm: string): Promise<Definition> {
  const url = URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
  try {
    const module = await import(url);
    if (module.render) return { render: module.render };
    if (!module.default) throw new Error("[anywidget] module must export a default function or object.");
    return typeof module.default === "function" ? await module.default() : module.default;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function onAbort(signal: AbortSignal, then: () => void): void {
  if (signal.aborted) then();
  else signal.addEventListener("abort", then, { once: true });
}

async function tidy(cleanup: Cleanup): Promise<void> {
  try {
    await cleanup();
  } catch (error) {
    console.warn("[anywidget] error cleaning up.", error);
  }
}

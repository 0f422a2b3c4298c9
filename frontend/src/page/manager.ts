// All models of the page, the comms that carry them, and how a model gets a view.
import { AnyModel, AnyView } from "./anywidget.ts";
import { CONTROLS } from "./controls/list.ts";
import { type CommData, Model, type Told, type Wire } from "./model.ts";
import type { Bytes, Message } from "./protocol.ts";
import type { KernelSocket } from "./socket.ts";
import { putBuffers, type State, takeBuffers, type Value } from "./state.ts";
import { UnknownView } from "./unknown.ts";
import type { View } from "./view.ts";
import { type Phrases, sentence } from "./words.ts";

const TARGET = "jupyter.widget";
const CONTROL = "jupyter.widget.control";
const MOST_STRAYS = 1000;
const VERSION = { version: "2.1.0" };

/** The state of a widget as it stands in the page, and the name of its content. */
export interface Given {
  readonly state: State;
  readonly digest: string;
}

type Line = Pick<KernelSocket, "send" | "state" | "forget">;

export interface Surroundings {
  readonly words: Phrases;
  /** Makes the view of a Bokeh figure; loaded when the first one appears. */
  readonly bokeh: (model: Model, manager: Manager) => Promise<View>;
  readonly newId: () => string;
}

export class Manager implements Wire {
  private readonly models = new Map<string, Model>();
  private readonly awaited = new Map<string, ((model: Model) => void)[]>();
  private readonly sent = new Map<string, string>();
  /** What came with the page: digests of states by model, until the kernel has said what is new since. */
  private digests: Record<string, string> = {};
  /** Messages for widgets that were made before this page was connected; their states come when asked for. */
  private strays: { readonly id: string; readonly told: Told }[] = [];
  private answer:
    | { readonly comm: string; readonly known: readonly string[]; readonly done: () => void }
    | undefined;

  constructor(
    private readonly line: Line,
    readonly around: Surroundings,
  ) {}

  // ---- what widgets may ask of it

  /** The model of this id; waits for it while it is on its way. */
  get_model(id: string): Promise<Model> {
    const model = this.models.get(id);
    if (model !== undefined) return Promise.resolve(model);
    return new Promise((resolve) => this.awaited.set(id, [...(this.awaited.get(id) ?? []), resolve]));
  }

  has_model(id: string): boolean {
    return this.models.has(id);
  }

  /** The model that an attribute refers to, if it is here. */
  find(reference: Value): Model | undefined {
    const id = modelId(reference);
    return id === undefined ? undefined : this.models.get(id);
  }

  /** A view of the model, dressed but not yet filled. */
  async create_view(model: Model): Promise<View> {
    const view = await this.view(model);
    view.dress();
    return view;
  }

  /** Show a model where `place` puts it; where that fails, a sentence stands there instead. */
  async show(model: Model, place: (element: Element) => void): Promise<View | undefined> {
    try {
      const view = await this.create_view(model);
      place(view.el);
      await view.render();
      return view;
    } catch (error) {
      console.error(error);
      place(sentence(this.around.words, "broken"));
      return undefined;
    }
  }

  get pending(): boolean {
    return [...this.models.values()].some((model) => model.pending);
  }

  get missing(): boolean {
    return this.awaited.size > 0;
  }

  /** Take the states that came with the page, so that it can be drawn before there is a connection. */
  adopt(given: Readonly<Record<string, Given>>): void {
    const fresh = Object.entries(given).filter(([id]) => !this.models.has(id));
    for (const [id, { state, digest }] of fresh) {
      this.digests[id] = digest;
      this.make(id, state);
    }
    for (const [id] of fresh) this.announce(id);
  }

  /** True while widgets that came with the page may have changed since. */
  get adopted(): boolean {
    return Object.keys(this.digests).length > 0;
  }

  // ---- messages from the kernel

  receive(message: Message): void {
    const { content, parent_header } = message;
    const comm = String(content.comm_id);
    const data = (content.data ?? {}) as CommData;
    switch (message.header.msg_type) {
      case "comm_open":
        if (content.target_name === TARGET) {
          this.open(comm, data, message.buffers);
          this.announce(comm);
        } else this.line.send("comm_close", { comm_id: comm, data: {} });
        break;
      case "comm_msg":
        if (comm === this.answer?.comm) this.takeStates(data, message.buffers);
        else this.tell(comm, { data, buffers: message.buffers, parent: parent_header.msg_id });
        break;
      case "comm_close":
        this.forget(comm);
        break;
      case "status":
        if (content.execution_state === "idle") this.settle(parent_header.msg_id);
        break;
      default: // output of cells comes with the page
    }
  }

  /** Ask the kernel for all its widgets: new ones are made, known ones brought up to date, vanished ones closed. */
  fetch(): Promise<void> {
    return new Promise((done) => {
      const comm = this.around.newId();
      const before = this.answer?.done;
      this.answer = {
        comm,
        known: [...this.models.keys()],
        done: () => {
          before?.();
          done();
        },
      };
      this.line.send(
        "comm_open",
        { comm_id: comm, target_name: CONTROL, data: {} },
        { metadata: { version: "1.0.0" } },
      );
      const known = this.adopted ? { known: this.digests } : {};
      this.digests = {}; // true once only: what changes from now on comes by itself
      this.line.send("comm_msg", { comm_id: comm, data: { method: "request_states", ...known } });
    });
  }

  /** The connection is back: what the kernel has not confirmed goes again. */
  resend(): void {
    this.sent.clear();
    for (const model of this.models.values()) model.resend();
  }

  // ---- what models send

  update(id: string, state: State): string | null {
    if (this.line.state !== "live") return null;
    const { state: plain, paths, buffers } = takeBuffers(state);
    const data = { method: "update", state: plain, buffer_paths: paths };
    const message = this.line.send("comm_msg", { comm_id: id, data }, { metadata: VERSION, buffers });
    this.sent.set(message, id);
    return message;
  }

  custom(id: string, content: unknown, buffers: readonly Bytes[]): void {
    this.line.send("comm_msg", { comm_id: id, data: { method: "custom", content } }, { buffers });
  }

  close(id: string): void {
    this.models.delete(id);
    this.line.send("comm_close", { comm_id: id, data: {} });
  }

  // ---- inside

  private open(id: string, data: CommData, buffers: readonly DataView[]): void {
    const state = { ...data.state };
    putBuffers(state, data.buffer_paths ?? [], buffers);
    this.make(id, state);
  }

  private make(id: string, state: State): void {
    const known = this.models.get(id);
    if (known !== undefined) {
      known.refresh(state);
      return;
    }
    const kind = { name: String(state._model_name), module: String(state._model_module) };
    const made =
      kind.module === "anywidget" ? new AnyModel(id, kind, state, this) : new Model(id, kind, state, this);
    this.models.set(id, made);
  }

  /** Start a model once everything that it may refer to is there, and hand it to whoever waits for it. */
  private announce(id: string): void {
    const model = this.models.get(id);
    if (model === undefined) return;
    if (model instanceof AnyModel) model.start(this);
    const waiting = this.awaited.get(id) ?? [];
    this.awaited.delete(id);
    for (const resolve of waiting) resolve(model);
    const mine = this.strays.filter((stray) => stray.id === id);
    this.strays = this.strays.filter((stray) => stray.id !== id);
    for (const { told } of mine) model.receive(told);
  }

  private tell(id: string, told: Told): void {
    const model = this.models.get(id);
    if (model !== undefined) model.receive(told);
    else if (told.data.method === "custom" && this.strays.length < MOST_STRAYS)
      this.strays.push({ id, told });
  }

  private forget(id: string): void {
    const model = this.models.get(id);
    this.models.delete(id);
    this.line.forget(id);
    model?.close(true);
  }

  private settle(message: string | undefined): void {
    const id = message === undefined ? undefined : this.sent.get(message);
    if (message === undefined || id === undefined) return;
    this.sent.delete(message);
    this.models.get(id)?.settle(message);
  }

  private takeStates(
    data: CommData & {
      readonly states?: Record<string, { state: State }>;
      readonly same?: readonly string[];
    },
    buffers: readonly DataView[],
  ): void {
    const answer = this.answer;
    if (answer === undefined || data.method !== "update_states" || data.states === undefined) return;
    this.answer = undefined;
    this.line.send("comm_close", { comm_id: answer.comm, data: {} });
    const states: Record<string, State> = {};
    for (const [id, one] of Object.entries(data.states)) states[id] = one.state;
    putBuffers(states, data.buffer_paths ?? [], buffers);
    // Only what was there when we asked: a widget made meanwhile may be missing from the answer.
    const there = new Set([...Object.keys(states), ...(data.same ?? [])]);
    for (const id of answer.known) if (!there.has(id)) this.forget(id);
    const fresh = Object.keys(states).filter((id) => !this.models.has(id));
    for (const [id, state] of Object.entries(states)) this.make(id, state);
    for (const id of fresh) this.announce(id);
    answer.done();
  }

  private async view(model: Model): Promise<View> {
    const { _view_module: module, _view_name: name } = model.attributes;
    if (module === "anywidget") return new AnyView(model, this);
    if (module === "@bokeh/jupyter_bokeh") return this.around.bokeh(model, this);
    const Control = module === "@jupyter-widgets/controls" ? CONTROLS[name] : undefined;
    return Control === undefined ? new UnknownView(model, this) : new Control(model, this);
  }
}

/** The id in a reference to a model, as Python writes them. */
function modelId(reference: Value): string | undefined {
  return typeof reference === "string" && reference.startsWith("IPY_MODEL_")
    ? reference.slice(10)
    : undefined;
}

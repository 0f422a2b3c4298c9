// What a view of a model is: an element, what it listens to, and how layout, style and classes get onto it.
import type { Listener } from "./events.ts";
import type { Manager } from "./manager.ts";
import type { Model } from "./model.ts";
import type { State } from "./state.ts";

export abstract class View {
  readonly el: HTMLElement;
  private readonly cleanups: (() => void)[] = [];
  private classes: readonly string[] = [];

  constructor(
    readonly model: Model,
    readonly manager: Manager,
  ) {
    this.el = document.createElement(this.tag());
    this.el.classList.add("jupyter-widgets");
  }

  /** Fill the element. A promise where that takes a while. */
  abstract render(): void | Promise<void>;

  /** Take the view down, once. */
  remove(): void {
    for (const cleanup of this.cleanups.splice(0).reverse()) cleanup();
    this.el.remove();
  }

  /** Dress the element as layout, style and classes say, now and whenever they change. */
  dress(): void {
    this.watch("_dom_classes tabbable tooltip", () => this.label());
    this.follow("layout", (state) => applyLayout(this.el, state));
    this.follow("style", (state) => this.paint(state));
    this.listen(this.model, "msg:custom", (content) => {
      if (content?.do === "focus") this.focusable().focus();
      if (content?.do === "blur") this.focusable().blur();
    });
    this.listen(this.model, "destroy", () => this.remove());
  }

  protected tag(): keyof HTMLElementTagNameMap {
    return "div";
  }

  /** The element that takes the focus, the tooltip and the place in the tab order. */
  protected focusable(): HTMLElement {
    return this.el;
  }

  /** Apply the state of the style model. */
  protected paint(_style: State): void {}

  /** Run `react` now and on each change of these attributes. */
  protected watch(names: string, react: () => void): void {
    const events = names.split(" ").map((name) => `change:${name}`);
    this.listen(this.model, events.join(" "), react);
    react();
  }

  protected listen(model: Model, events: string, listener: Listener): void {
    model.on(events, listener, this);
    this.onRemove(() => model.off(events, listener, this));
  }

  protected onRemove(cleanup: () => void): void {
    this.cleanups.push(cleanup);
  }

  private label(): void {
    const classes: readonly string[] = this.model.get("_dom_classes") ?? [];
    this.el.classList.remove(...this.classes);
    this.el.classList.add(...classes);
    this.classes = classes;
    const target = this.focusable();
    const { tabbable, tooltip } = this.model.attributes;
    if (tabbable != null) target.tabIndex = tabbable ? 0 : -1;
    if (tooltip) target.title = tooltip;
    else target.removeAttribute("title");
  }

  /** Apply the model that an attribute refers to, whichever it is at the time. */
  private follow(name: string, apply: (state: State) => void): void {
    let followed: Model | undefined;
    const again = (): void => apply(followed?.attributes ?? {});
    this.watch(name, () => {
      followed?.off("change", again, this);
      followed = this.manager.find(this.model.get(name));
      followed?.on("change", again, this);
      if (followed !== undefined) again();
    });
    this.onRemove(() => followed?.off("change", again, this));
  }
}

function applyLayout(element: HTMLElement, layout: State): void {
  for (const [name, value] of Object.entries(layout)) {
    if (name.startsWith("_")) continue;
    element.style.setProperty(name.replaceAll("_", "-"), typeof value === "string" ? value : "");
  }
}

// Boxes: their children in order, beside or below each other.
import type { Value } from "../state.ts";
import { View } from "../view.ts";

export class BoxView extends View {
  private shown: readonly {
    readonly reference: Value;
    readonly slot: HTMLElement;
    view: View | undefined;
  }[] = [];

  override async render(): Promise<void> {
    this.el.classList.add("widget-box", ...this.names());
    let filled: Promise<unknown> = Promise.resolve();
    this.watch("children", () => {
      filled = this.fill(this.model.get("children") ?? []);
    });
    this.watch("box_style", () => {
      this.el.dataset.tone = this.model.get("box_style") ?? "";
    });
    this.onRemove(() => {
      for (const one of this.shown) one.view?.remove();
    });
    await filled;
  }

  protected names(): string[] {
    return [];
  }

  /** Children that stay keep their view, and with it focus and half-typed text. */
  private async fill(references: readonly Value[]): Promise<void> {
    const left = [...this.shown];
    const fresh: Promise<void>[] = [];
    this.shown = references.map((reference) => {
      const index = left.findIndex((one) => one.reference === reference);
      const kept = left.splice(index, index < 0 ? 0 : 1)[0];
      if (kept !== undefined) return kept;
      const made = { reference, slot: document.createElement("div"), view: undefined as View | undefined };
      made.slot.className = "widget-slot";
      fresh.push(this.show(made));
      return made;
    });
    for (const gone of left) {
      gone.view?.remove();
      gone.slot.remove();
    }
    this.shown.forEach((one, index) => {
      if (this.el.children[index] !== one.slot)
        this.el.insertBefore(one.slot, this.el.children[index] ?? null);
    });
    await Promise.all(fresh);
  }

  private async show(one: { reference: Value; slot: HTMLElement; view: View | undefined }): Promise<void> {
    const model = await this.manager.get_model(String(one.reference).replace("IPY_MODEL_", ""));
    const view = await this.manager.show(model, (element) => one.slot.replaceChildren(element));
    one.view = view;
    if (!one.slot.isConnected) view?.remove();
  }
}

export class HBoxView extends BoxView {
  protected override names(): string[] {
    return ["widget-hbox"];
  }
}

export class VBoxView extends BoxView {
  protected override names(): string[] {
    return ["widget-vbox"];
  }
}

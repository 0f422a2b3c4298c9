// A control with its description: a real label that belongs to the control.
import type { State } from "../state.ts";
import { View } from "../view.ts";

let count = 0;

export abstract class DescribedView extends View {
  protected readonly description = document.createElement("label");
  protected abstract readonly control: HTMLElement;

  override render(): void {
    count += 1;
    this.control.id = `cjm-control-${count}`;
    this.description.htmlFor = this.control.id;
    this.description.className = "widget-label";
    this.el.classList.add("widget-control", ...this.names());
    this.place();
    this.watch("description description_allow_html", () => this.describe());
    this.watch("disabled", () =>
      this.control.toggleAttribute("disabled", this.model.get("disabled") === true),
    );
  }

  protected abstract names(): string[];

  protected place(): void {
    this.el.append(this.description, this.control);
  }

  protected override focusable(): HTMLElement {
    return this.control;
  }

  protected override paint(style: State): void {
    this.description.style.width = style.description_width ?? "";
    const font = this.control.style;
    font.background = style.background ?? "";
    font.color = style.text_color ?? "";
    font.fontSize = style.font_size ?? "";
  }

  private describe(): void {
    const text: string = this.model.get("description") ?? "";
    if (this.model.get("description_allow_html") === true) this.description.innerHTML = text;
    else this.description.textContent = text;
    this.description.hidden = text === "";
  }

  /** Set an attribute and send it. */
  protected save(name: string, value: unknown): void {
    this.model.set(name, value);
    this.model.save_changes();
  }
}

// Button.
import type { State } from "../state.ts";
import { View } from "../view.ts";

export class ButtonView extends View {
  override render(): void {
    const button = this.el as HTMLButtonElement;
    button.type = "button";
    button.classList.add("widget-button");
    this.watch("description tooltip", () => {
      const { description, tooltip } = this.model.attributes;
      button.textContent = description;
      // A button without words is named by its tooltip.
      if (!description && tooltip) button.setAttribute("aria-label", tooltip);
      else button.removeAttribute("aria-label");
    });
    this.watch("disabled", () => {
      button.disabled = this.model.get("disabled") === true;
    });
    this.watch("button_style", () => {
      button.dataset.tone = this.model.get("button_style") ?? "";
    });
    // A button that unfolds a part of the page says by a class whether it is open.
    this.watch("_dom_classes", () => {
      const classes: readonly string[] = this.model.get("_dom_classes") ?? [];
      if (classes.includes("cjm-unfolds"))
        button.setAttribute("aria-expanded", String(classes.includes("cjm-is-open")));
      else button.removeAttribute("aria-expanded");
    });
    button.addEventListener("click", () => this.model.send({ event: "click" }));
  }

  protected override tag(): "button" {
    return "button";
  }

  protected override paint(style: State): void {
    const face = this.el.style;
    face.background = style.button_color ?? "";
    face.color = style.text_color ?? "";
    face.fontFamily = style.font_family ?? "";
    face.fontSize = style.font_size ?? "";
    face.fontStyle = style.font_style ?? "";
    face.fontWeight = style.font_weight ?? "";
    face.textDecoration = style.text_decoration ?? "";
  }
}

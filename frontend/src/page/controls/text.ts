// Text, Password and Textarea.
import { DescribedView } from "./described.ts";

type Box = HTMLInputElement | HTMLTextAreaElement;

abstract class TypedView extends DescribedView {
  protected abstract override readonly control: Box;

  override render(): void {
    super.render();
    this.watch("value", () => this.show());
    this.watch("placeholder", () => {
      this.control.placeholder = this.model.get("placeholder") ?? "";
    });
    this.control.addEventListener("input", () => {
      if (this.model.get("continuous_update") !== false) this.save("value", this.control.value);
    });
    this.control.addEventListener("change", () => this.save("value", this.control.value));
  }

  /** The cursor stays where it is when a value arrives while somebody writes. */
  private show(): void {
    const value: string = this.model.get("value") ?? "";
    const { control } = this;
    if (control.value === value) return;
    const { selectionStart, selectionEnd } = control;
    control.value = value;
    if (document.activeElement === control) control.setSelectionRange(selectionStart, selectionEnd);
  }
}

export class TextView extends TypedView {
  protected override readonly control = Object.assign(document.createElement("input"), { type: this.type() });

  override render(): void {
    super.render();
    this.control.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      this.save("value", this.control.value);
      this.model.send({ event: "submit" });
    });
  }

  protected override names(): string[] {
    return ["widget-text"];
  }

  protected type(): string {
    return "text";
  }
}

export class PasswordView extends TextView {
  protected override type(): string {
    return "password";
  }
}

export class TextareaView extends TypedView {
  protected override readonly control = document.createElement("textarea");

  override render(): void {
    super.render();
    this.watch("rows", () => {
      this.control.rows = this.model.get("rows") ?? 3;
    });
  }

  protected override names(): string[] {
    return ["widget-textarea"];
  }
}

// Dropdown and Checkbox.
import { DescribedView } from "./described.ts";

export class DropdownView extends DescribedView {
  protected override readonly control = document.createElement("select");

  override render(): void {
    super.render();
    this.watch("_options_labels", () => this.list());
    this.watch("index", () => this.choose());
    this.control.addEventListener("change", () => {
      const { selectedIndex } = this.control;
      this.save("index", selectedIndex < 0 ? null : selectedIndex);
    });
  }

  protected override names(): string[] {
    return ["widget-dropdown"];
  }

  private list(): void {
    const labels: readonly string[] = this.model.get("_options_labels") ?? [];
    this.control.replaceChildren(...labels.map((label) => new Option(label)));
    this.choose();
  }

  private choose(): void {
    this.control.selectedIndex = this.model.get("index") ?? -1;
  }
}

export class CheckboxView extends DescribedView {
  protected override readonly control = Object.assign(document.createElement("input"), { type: "checkbox" });

  override render(): void {
    super.render();
    this.watch("value", () => {
      this.control.checked = this.model.get("value") === true;
    });
    this.control.addEventListener("change", () => this.save("value", this.control.checked));
  }

  protected override names(): string[] {
    return ["widget-checkbox"];
  }

  protected override place(): void {
    this.el.append(this.control, this.description);
  }
}

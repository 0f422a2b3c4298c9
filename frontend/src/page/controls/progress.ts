// IntProgress and FloatProgress.
import type { State } from "../state.ts";
import { DescribedView } from "./described.ts";

export class ProgressView extends DescribedView {
  protected override readonly control = document.createElement("progress");

  override render(): void {
    super.render();
    this.watch("value min max", () => {
      const { value, min, max } = this.model.attributes;
      this.control.max = Math.max(max - min, Number.MIN_VALUE);
      this.control.value = value - min;
    });
  }

  protected override names(): string[] {
    return ["widget-progress"];
  }

  protected override paint(style: State): void {
    this.control.style.accentColor = style.bar_color ?? "";
  }
}

// What only says something: Label and HTML. Scripts inside an HTML value do not run.
import { DescribedView } from "./described.ts";

export class LabelView extends DescribedView {
  protected override readonly control = document.createElement("span");

  override render(): void {
    super.render();
    this.watch("value", () => {
      this.control.textContent = this.model.get("value") ?? "";
    });
  }

  protected override names(): string[] {
    return ["widget-said"];
  }
}

export class HtmlView extends DescribedView {
  protected override readonly control = document.createElement("div");

  override render(): void {
    super.render();
    this.control.classList.add("widget-html-content", "jp-RenderedHTMLCommon");
    this.watch("value", () => {
      const before = unfolded(this.control);
      this.control.innerHTML = this.model.get("value") ?? "";
      for (const part of this.control.querySelectorAll("details")) part.open ||= before.has(title(part));
    });
  }

  protected override names(): string[] {
    return ["widget-said", "widget-html"];
  }
}

/** What was unfolded stays so when the text is written anew, because somebody else has changed something. */
function unfolded(root: HTMLElement): ReadonlySet<string> {
  return new Set([...root.querySelectorAll<HTMLDetailsElement>("details[open]")].map(title));
}

function title(part: HTMLDetailsElement): string {
  return part.querySelector("summary")?.textContent ?? "";
}

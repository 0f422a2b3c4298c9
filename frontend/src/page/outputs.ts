// The outputs of the notebook's cells: Voila leaves each as JSON in a script element where it belongs; here it is
// taken up as soon as it has come in whole, while later cells are still running.
import type { Given, Manager } from "./manager.ts";
import type { View } from "./view.ts";
import { type Phrases, sentence } from "./words.ts";

export const OUTPUT = 'script[type="application/vnd.voila.cell-output+json"]';

type Data = Readonly<Record<string, unknown>>;

interface Output {
  readonly data?: Data;
  readonly metadata?: Readonly<
    Record<string, { readonly width?: number; readonly height?: number } | undefined>
  >;
}

/** States of widgets, which Python's side of the server puts before the outputs that show them. */
const STATES = 'script[type="application/vnd.cjm.states+json"]';

const WIDGET = "application/vnd.jupyter.widget-view+json";

/** From the richest that we show to the plainest. */
const RENDERERS: readonly (readonly [string, (output: Output, value: string) => HTMLElement])[] = [
  [
    "text/html",
    (_output, value) => table(box("jp-RenderedHTMLCommon jp-RenderedHTML", { innerHTML: value })),
  ],
  [
    "image/svg+xml",
    (output, value) =>
      picture(output, "image/svg+xml", `data:image/svg+xml;utf8,${encodeURIComponent(value)}`),
  ],
  ["image/png", (output, value) => picture(output, "image/png", `data:image/png;base64,${value.trim()}`)],
  ["image/jpeg", (output, value) => picture(output, "image/jpeg", `data:image/jpeg;base64,${value.trim()}`)],
  ["text/plain", (_output, value) => plain(value)],
];

/** Bokeh's own loading: what it would load comes from our server when a figure appears. */
const SILENT = /^application\/(vnd\.bokehjs_load|javascript$)/;

export class Outputs {
  constructor(
    private readonly manager: Manager,
    private readonly words: Phrases,
  ) {}

  /** Take up every output under `root` that has come in whole. */
  scan(root: ParentNode): void {
    for (const script of root.querySelectorAll<HTMLScriptElement>(STATES)) {
      const states = whole<Record<string, Given>>(script);
      if (states === undefined) continue;
      script.remove();
      this.manager.adopt(states);
    }
    for (const script of root.querySelectorAll<HTMLScriptElement>(`${OUTPUT}:not([data-taken])`)) {
      const output = whole<Output>(script);
      if (output === undefined) continue;
      script.dataset.taken = "";
      void this.show(script, output);
    }
  }

  /** The script element goes when its output stands there in full. */
  private async show(script: HTMLScriptElement, output: Output): Promise<void> {
    const view = output.data?.[WIDGET] as { readonly model_id: string } | undefined;
    const place = box("jp-OutputArea-output");
    place.hidden = view !== undefined;
    script.before(place);
    if (view === undefined) place.replaceChildren(...this.render(output));
    else await this.widget(place, view.model_id);
    place.hidden = place.childElementCount === 0;
    script.remove();
  }

  private async widget(place: HTMLElement, id: string): Promise<View | undefined> {
    const model = await this.manager.get_model(id);
    return this.manager.show(model, (element) => {
      place.replaceChildren(element);
      place.hidden = false;
    });
  }

  /** Every output that still waits for its widget says that it is not coming. */
  giveUp(root: ParentNode): void {
    for (const script of root.querySelectorAll<HTMLScriptElement>(`${OUTPUT}[data-taken]`)) {
      if (script.previousElementSibling?.childElementCount !== 0) continue;
      script.previousElementSibling.replaceWith(sentence(this.words, "missing_widget"));
      script.remove();
    }
  }

  private render(output: Output): HTMLElement[] {
    const data = output.data ?? {};
    const types = Object.keys(data);
    const known = RENDERERS.find(([type]) => types.includes(type));
    const richer = types.filter((type) => !RENDERERS.some(([one]) => one === type));
    if (richer.some((type) => SILENT.test(type)) && known?.[0] !== "text/html") return [];
    if (known === undefined || (known[0] === "text/plain" && richer.length > 0)) {
      return [sentence(this.words, "unknown_output", { type: richer[0] ?? types.join(", ") })];
    }
    const [type, render] = known;
    const value = data[type];
    return [render(output, Array.isArray(value) ? value.join("") : String(value))];
  }
}

/** What stands in the script, once all of it has arrived. */
function whole<T>(script: HTMLScriptElement): T | undefined {
  try {
    return JSON.parse(script.textContent ?? "");
  } catch {
    return undefined;
  }
}

function box(classes: string, properties: Partial<HTMLElement> = {}): HTMLElement {
  const element = document.createElement("div");
  element.className = classes;
  return Object.assign(element, properties);
}

/** A table of numbers scrolls in its place where it is too wide; for that it has to be reached by keyboard. */
function table(element: HTMLElement): HTMLElement {
  for (const one of element.querySelectorAll<HTMLElement>("table.dataframe")) one.tabIndex = 0;
  return element;
}

function plain(value: string): HTMLElement {
  const pre = document.createElement("pre");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal
  pre.textContent = value.replace(/\u001b\[[0-9;]*m/g, "");
  const element = box("jp-RenderedText");
  element.append(pre);
  return element;
}

function picture(output: Output, type: string, src: string): HTMLElement {
  const size = output.metadata?.[type];
  const image = Object.assign(new Image(), { src, alt: "" });
  if (size?.width) image.width = size.width;
  if (size?.height) image.height = size.height;
  const element = box("jp-RenderedImage");
  element.append(image);
  return element;
}

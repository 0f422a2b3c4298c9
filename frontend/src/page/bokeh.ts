// Figures of jupyter_bokeh: a chunk of its own, loaded with Bokeh's scripts from our server when the first one appears.
import type { Manager } from "./manager.ts";
import type { Model } from "./model.ts";
import { View } from "./view.ts";

// biome-ignore lint/suspicious/noExplicitAny: Bokeh brings no types to a page
type Any = any;

declare global {
  interface Window {
    Bokeh?: { require(name: string): Any };
  }
}

const loading = new Map<string, Promise<void>>();

export async function bokehView(model: Model, manager: Manager, from: string): Promise<View> {
  await load(`${from}bokeh.min.js`);
  return new BokehView(model, manager, from);
}

function load(src: string): Promise<void> {
  const known = loading.get(src);
  if (known !== undefined) return known;
  const made = new Promise<void>((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src });
    script.onload = () => resolve();
    script.onerror = () => {
      loading.delete(src);
      script.remove();
      reject(new Error(`${src} could not be loaded`));
    };
    document.head.append(script);
  });
  loading.set(src, made);
  return made;
}

function bokeh(name: string): Any {
  return window.Bokeh?.require(name);
}

class BokehView extends View {
  private document: Any = null;
  private blocked = false;
  private readonly held: Any[] = [];
  private readonly receiver: Any;

  constructor(
    model: Model,
    manager: Manager,
    private readonly from: string,
  ) {
    super(model, manager);
    const { Receiver } = bokeh("protocol/receiver");
    this.receiver = new Receiver();
  }

  override async render(): Promise<void> {
    this.listen(this.model, "change:render_bundle", () => void this.draw().catch(console.error));
    this.listen(this.model, "msg:custom", (content, buffers) => this.patch(content, buffers));
    this.onRemove(() => this.document?.clear());
    await this.draw();
  }

  private async draw(): Promise<void> {
    this.document?.clear();
    const { docs_json, render_items, div } = JSON.parse(this.model.get("render_bundle"));
    this.el.innerHTML = div;
    const element = this.el.children[0];
    this.document = await this.read(Object.values(docs_json)[0]);
    const { add_document_standalone } = bokeh("embed/standalone");
    for (const item of render_items) {
      const roots = Object.fromEntries(Object.keys(item.roots).map((id) => [id, element]));
      await add_document_standalone(this.document, element, roots);
    }
    this.document.on_change((event: Any) => this.tell(event));
  }

  /** Sliders, tables and the like are in scripts of their own, which most figures do without. */
  private async read(json: Any): Promise<Any> {
    const { Document } = bokeh("document");
    try {
      return Document.from_json(json);
    } catch {
      for (const part of ["widgets", "tables"]) await load(`${this.from}bokeh-${part}.min.js`);
      return Document.from_json(json);
    }
  }

  private tell(event: Any): void {
    if (this.blocked) {
      this.held.push(event);
      return;
    }
    const { Serializer } = bokeh("core/serialization");
    const references = new Map();
    for (const model of event.document._all_models.values()) references.set(model, model.ref());
    this.model.send({ ...new Serializer({ references }).encode(event), event: "jsevent" });
  }

  private patch(content: Any, buffers: readonly DataView[]): void {
    if (this.document === null || content.msg !== "patch") return;
    this.receiver.consume(content.payload ?? buffers[0]?.buffer);
    const message = this.receiver.message;
    if (message == null || Object.keys(message.content).length === 0) return;
    this.blocked = true;
    try {
      this.document.apply_json_patch(message.content, message.buffers);
    } finally {
      this.blocked = false;
      for (const event of this.held.splice(0)) this.tell(event);
    }
  }
}

// One file on its way: in parts, the next one only after the last was answered.
import { newId } from "./ids.ts";
import type { Link } from "./link.ts";
import type { Down } from "./wire.ts";

export type Progress = "asking" | "sending" | "working" | "done" | "refused" | "unreadable" | "cancelled";

export interface UploadOptions {
  readonly link: Pick<Link, "send">;
  readonly onChange: () => void;
  /** After so long without an answer, the last message is sent again; Python takes it once. */
  readonly patienceMs?: number;
}

export class Upload {
  readonly id = newId("upload");
  readonly name: string;
  readonly size: number;
  state: Progress = "asking";
  received = 0;
  message = "";
  waiting = false;
  private chunk = 0;
  private n = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly file: Blob & { readonly name: string },
    private readonly options: UploadOptions,
  ) {
    this.name = file.name;
    this.size = file.size;
    this.ask();
  }

  get running(): boolean {
    return this.state === "asking" || this.state === "sending" || this.state === "working";
  }

  cancel(): void {
    if (!this.running) return;
    this.options.link.send({ type: "upload-cancel", upload: this.id });
    this.finish("cancelled");
  }

  hear(message: Down): void {
    if (!("upload" in message) || message.upload !== this.id || !this.running) return;
    clearTimeout(this.timer);
    this.waiting = false;
    switch (message.type) {
      case "upload-go":
        if (this.chunk !== 0) return;
        this.chunk = message.chunk_bytes;
        this.state = "sending";
        void this.send();
        break;
      case "upload-ack":
        if (message.n < this.n && message.received < this.size && message.n + 1 !== this.n) return;
        this.received = message.received;
        this.n = message.n + 1;
        if (this.received < this.size) void this.send();
        else this.state = "working";
        break;
      case "upload-working":
        this.state = "working";
        break;
      case "upload-done":
        this.message = message.message;
        this.finish("done");
        return;
      case "upload-refused":
        this.message = message.message;
        this.finish("refused");
        return;
    }
    this.options.onChange();
  }

  private ask(): void {
    this.options.link.send({
      type: "upload-start",
      upload: this.id,
      name: this.name.slice(-200),
      size: this.size,
    });
    this.again(() => this.ask());
  }

  private async send(): Promise<void> {
    const n = this.n;
    const from = this.received;
    let part: ArrayBuffer;
    try {
      part = await this.file.slice(from, Math.min(this.size, from + this.chunk)).arrayBuffer();
    } catch {
      this.options.link.send({ type: "upload-cancel", upload: this.id });
      this.finish("unreadable");
      return;
    }
    if (this.state !== "sending" || this.n !== n) return;
    this.options.link.send({ type: "upload-part", upload: this.id, n }, [part]);
    this.again(() => this.ask()); // the answer to a repeated start says which part is due
  }

  private again(action: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.state !== "asking" && this.state !== "sending") return;
      this.waiting = true;
      this.options.onChange();
      action();
    }, this.options.patienceMs ?? 8000);
  }

  private finish(state: Progress): void {
    clearTimeout(this.timer);
    this.state = state;
    this.options.onChange();
  }
}

/** A size in the units that people read, in the page's language. */
export function sizeText(bytes: number, lang: string): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const format = {
    style: "unit",
    unit: units[unit] as string,
    maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0,
  };
  return new Intl.NumberFormat(lang, format as Intl.NumberFormatOptions).format(value);
}

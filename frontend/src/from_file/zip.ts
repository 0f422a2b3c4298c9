// The files inside a ZIP archive, unpacked by the browser itself.
import { FileProblem } from "./cells.ts";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const MOST_UNPACKED = 60_000_000;

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly at: number;
}

export class Zip {
  private readonly view: DataView;
  private readonly entries = new Map<string, Entry>();
  private left = MOST_UNPACKED;

  /** Throws FileProblem for what is no such archive. */
  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    try {
      this.list();
    } catch (error) {
      if (error instanceof FileProblem) throw error;
      throw new FileProblem("file_damaged");
    }
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** The text of a file inside, or null where there is none. Throws FileProblem where it cannot be unpacked. */
  async text(name: string): Promise<string | null> {
    const entry = this.entries.get(name);
    if (entry === undefined) return null;
    if (typeof DecompressionStream === "undefined") throw new FileProblem("file_no_excel_here");
    try {
      const skip = this.view.getUint16(entry.at + 26, true) + this.view.getUint16(entry.at + 28, true);
      const from = entry.at + 30 + skip;
      const packed = this.bytes.slice(from, from + entry.packed);
      return await this.unpack(packed, entry.method);
    } catch (error) {
      if (error instanceof FileProblem) throw error;
      throw new FileProblem("file_damaged");
    }
  }

  private async unpack(packed: Uint8Array<ArrayBuffer>, method: number): Promise<string> {
    if (method === 0) return new TextDecoder().decode(packed);
    if (method !== 8) throw new FileProblem("file_damaged");
    const reader = new Blob([packed])
      .stream()
      .pipeThrough(new DecompressionStream("deflate-raw"))
      .getReader();
    const decoder = new TextDecoder();
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      // A small file must not unpack to more than the page can hold.
      this.left -= value.length;
      if (this.left < 0) {
        await reader.cancel();
        throw new FileProblem("file_too_much");
      }
      text += decoder.decode(value, { stream: true });
    }
  }

  private list(): void {
    const { view } = this;
    let end = this.bytes.length - END_BYTES;
    while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
    if (end < 0) throw new FileProblem("file_damaged");
    const n = view.getUint16(end + 10, true);
    let at = view.getUint32(end + 16, true);
    const decoder = new TextDecoder();
    for (let place = 0; place < n; place++) {
      if (view.getUint32(at, true) !== ENTRY) throw new FileProblem("file_damaged");
      const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
      const [name = 0, extra = 0, comment = 0] = lengths;
      this.entries.set(decoder.decode(this.bytes.subarray(at + 46, at + 46 + name)), {
        method: view.getUint16(at + 10, true),
        packed: view.getUint32(at + 20, true),
        at: view.getUint32(at + 42, true),
      });
      at += 46 + name + extra + comment;
    }
  }
}

// The text files inside a ZIP archive, each unpacked when it is asked for.
import { unzipSync } from "fflate";
import { FileProblem } from "./cells.ts";

/** Bytes of one file. What is small must not unpack to more than the page can hold. */
const MOST_UNPACKED = 60_000_000;

export class Zip {
  private readonly names = new Set<string>();

  /** Throws FileProblem for what is no such archive. */
  constructor(private readonly bytes: Uint8Array) {
    this.walk(({ name }) => {
      this.names.add(name);
      return false;
    });
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  /** The text of a file inside, or null where there is none. Throws FileProblem where it cannot be unpacked. */
  text(name: string): string | null {
    if (!this.has(name)) return null;
    // Once only, however often it is listed. It cannot cheat: no more is unpacked than it says it will be.
    let found = false;
    const files = this.walk((file) => {
      if (found || file.name !== name) return false;
      if (file.originalSize > MOST_UNPACKED) throw new FileProblem("file_too_much");
      found = true;
      return true;
    });
    return new TextDecoder().decode(files[name]);
  }

  private walk(
    filter: (file: { name: string; originalSize: number }) => boolean,
  ): Record<string, Uint8Array> {
    try {
      return unzipSync(this.bytes, { filter });
    } catch (error) {
      throw error instanceof FileProblem ? error : new FileProblem("file_damaged");
    }
  }
}

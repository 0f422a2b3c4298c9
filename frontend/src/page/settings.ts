// What the server tells the page about itself, in the element that Voila's own front end reads too.
import type { Words } from "../words.ts";

export interface Settings {
  readonly kernelId: string;
  readonly baseUrl: string;
  readonly cjm: {
    /** Where the charts' code lies, with a slash at its end. */
    readonly bokeh: string;
    readonly words: Words;
  };
}

/** The settings, once they have come in whole. */
export function readSettings(root: Document): Settings | undefined {
  try {
    return JSON.parse(root.getElementById("jupyter-config-data")?.textContent ?? "");
  } catch {
    return undefined;
  }
}

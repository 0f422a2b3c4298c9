// What stands in the boxes for new cards and has not been added yet: it outlives a reload, and a refusal brings it back.
import { attempt } from "./keep.ts";

const PREFIX = "cjm:jotted:";
const PAUSE_MS = 2500;

/** The server's copy, for the person's next device. */
export interface Elsewhere {
  /** What stood in the boxes when this page was opened. */
  readonly known: Readonly<Record<string, string>>;
  readonly tell: (place: string, text: string) => void;
}

export class Jotter {
  private readonly texts = new Map<string, string>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Where each new record was written, so that a refusal can put its text back there. */
  private readonly origins = new Map<string, { place: string; text: string }>();

  constructor(
    private readonly storage: Storage | null,
    private readonly scope: string,
    private readonly elsewhere: Elsewhere = { known: {}, tell: () => {} },
  ) {}

  get(place: string): string {
    const known = this.texts.get(place);
    if (known !== undefined) return known;
    const here = attempt(this.storage, (store) => store.getItem(this.key(place)) ?? "", "");
    const text = here === "" ? (this.elsewhere.known[place] ?? "") : here;
    this.texts.set(place, text);
    return text;
  }

  set(place: string, text: string): void {
    this.texts.set(place, text);
    this.tellLater(place, text);
    attempt(
      this.storage,
      (store) => (text === "" ? store.removeItem(this.key(place)) : store.setItem(this.key(place), text)),
      undefined,
    );
  }

  /** An empty box is told at once: its text must not come back on another device. */
  private tellLater(place: string, text: string): void {
    clearTimeout(this.timers.get(place));
    const tell = (): void => this.elsewhere.tell(place, text);
    if (text === "") tell();
    else this.timers.set(place, setTimeout(tell, PAUSE_MS));
  }

  /** The text of a box has become the record `entity`. */
  took(place: string, text: string, entity: string): void {
    this.origins.set(entity, { place, text });
  }

  /** The record did not come to be: its text goes back to its box. False where that holds something new already. */
  giveBack(entity: string): boolean {
    const origin = this.origins.get(entity);
    this.origins.delete(entity);
    if (origin === undefined || this.get(origin.place).trim() !== "") return false;
    this.set(origin.place, origin.text);
    return true;
  }

  made(entity: string): void {
    this.origins.delete(entity);
  }

  private key(place: string): string {
    return `${PREFIX}${this.scope}:${place}`;
  }
}

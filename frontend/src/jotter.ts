// What stands in the boxes for new cards and has not been added yet: it outlives a reload, and a refusal brings it back.
import { attempt } from "./keep.ts";

const PREFIX = "cjm:jotted:";

export class Jotter {
  private readonly texts = new Map<string, string>();
  /** Where each new record was written, so that a refusal can put its text back there. */
  private readonly origins = new Map<string, { place: string; text: string }>();

  constructor(
    private readonly storage: Storage | null,
    private readonly scope: string,
  ) {}

  get(place: string): string {
    const known = this.texts.get(place);
    if (known !== undefined) return known;
    const text = attempt(this.storage, (store) => store.getItem(this.key(place)) ?? "", "");
    this.texts.set(place, text);
    return text;
  }

  set(place: string, text: string): void {
    this.texts.set(place, text);
    attempt(
      this.storage,
      (store) => (text === "" ? store.removeItem(this.key(place)) : store.setItem(this.key(place), text)),
      undefined,
    );
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

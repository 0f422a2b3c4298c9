// The sign of the connection in the page's bar, and what to do when the page has ended.
import { say, type Words } from "../words.ts";
import type { State } from "./socket.ts";

export interface Page {
  readonly words: Words;
  /** True while something that a person did has not reached the server. */
  readonly unsent: () => boolean;
  readonly reload: () => void;
  readonly storage: Pick<Storage, "getItem" | "setItem"> | null;
}

const SHOWN_AFTER_MS = 1000;
const BACK_MS = 4000;
const LOOK_MS = 2000;
/** How long to wait after the first, second … time that the page came back by itself and ended again. */
const AGAIN_MS = [5_000, 15_000, 60_000, 300_000];
/** Times longer ago than this are forgotten. */
const MEMORY_MS = 600_000;
const SPREAD_MS = 1500;
const KEY = "cjm reloaded";

export class Badge {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private visible = false;

  constructor(
    private readonly element: HTMLElement | null,
    private readonly page: Page,
  ) {}

  show(state: State): void {
    clearTimeout(this.timer);
    if (state === "lost") {
      // A blip that is over at once is nobody's concern.
      if (!this.visible) this.timer = setTimeout(() => this.put(this.say("lost")), SHOWN_AFTER_MS);
    } else if (state === "ended") this.end();
    else if (this.visible) {
      this.put(this.say("back"));
      this.timer = setTimeout(() => this.put(), BACK_MS);
    }
  }

  /** Open the page anew by itself where nothing can be lost by it, each time in a row after a longer wait. */
  private end(): void {
    const link = Object.assign(document.createElement("a"), { href: "", textContent: this.say("reload") });
    this.put(`${this.say("ended")} `, link);
    const before = this.reloads();
    const wait = AGAIN_MS[Math.min(before.length, AGAIN_MS.length) - 1] ?? 0;
    const due = (before.at(-1) ?? 0) + wait;
    const tryNow = (): void => {
      if (document.visibilityState === "hidden" || this.page.unsent() || Date.now() < due) return;
      clearInterval(looking);
      document.removeEventListener("visibilitychange", tryNow);
      this.page.storage?.setItem(KEY, [...before, Date.now()].join(" "));
      // Not all phones of the room in the same moment.
      this.timer = setTimeout(() => this.page.reload(), SPREAD_MS * Math.random());
    };
    // What stood in the way (somebody was writing, nobody was looking) passes without a word.
    const looking = setInterval(tryNow, LOOK_MS);
    document.addEventListener("visibilitychange", tryNow);
    tryNow();
  }

  /** When this page came back by itself lately. */
  private reloads(): number[] {
    const times = (this.page.storage?.getItem(KEY) ?? "").split(" ").map(Number);
    return times.filter((time) => time > Date.now() - MEMORY_MS);
  }

  private say(key: string): string {
    return say(this.page.words, key);
  }

  private put(...nodes: (string | Node)[]): void {
    this.visible = nodes.length > 0;
    this.element?.replaceChildren(...nodes);
    this.element?.classList.toggle("is-shown", this.visible);
  }
}

/** Ask the page's widgets as the browser would on leaving: whoever would warn has something unsent. */
export function wouldWarn(target: EventTarget): boolean {
  const question = new Event("beforeunload", { cancelable: true });
  target.dispatchEvent(question);
  return question.defaultPrevented;
}

// Backbone's way of listening, as widgets' models have it: several names at once, `off` by name, function or context.

// biome-ignore lint/suspicious/noExplicitAny: what is told depends on the event; anywidget's own types say any
export type Listener = (...told: any[]) => void;

interface Entry {
  readonly name: string;
  readonly listener: Listener;
  readonly context: unknown;
  readonly once: boolean;
}

export class Events {
  private entries: readonly Entry[] = [];

  on(names: string, listener: Listener, context?: unknown): this {
    return this.add(names, listener, context, false);
  }

  once(names: string, listener: Listener, context?: unknown): this {
    return this.add(names, listener, context, true);
  }

  /** Stop listening; whatever is left out or null matches everything. */
  off(names?: string | null, listener?: Listener | null, context?: unknown): this {
    const wanted = names ? split(names) : null;
    this.entries = this.entries.filter(
      (entry) =>
        (wanted !== null && !wanted.includes(entry.name)) ||
        (listener != null && entry.listener !== listener) ||
        (context != null && entry.context !== context),
    );
    return this;
  }

  trigger(name: string, ...told: unknown[]): this {
    for (const entry of this.entries) {
      if (entry.name !== name && entry.name !== "all") continue;
      if (!this.entries.includes(entry)) continue; // taken off by an earlier listener
      if (entry.once) this.entries = this.entries.filter((one) => one !== entry);
      try {
        entry.listener.apply(entry.context ?? this, entry.name === "all" ? [name, ...told] : told);
      } catch (error) {
        console.error(error); // one listener's mistake is not the others'
      }
    }
    return this;
  }

  private add(names: string, listener: Listener, context: unknown, once: boolean): this {
    const added = split(names).map((name) => ({ name, listener, context, once }));
    this.entries = [...this.entries, ...added];
    return this;
  }
}

function split(names: string): string[] {
  return names.split(/\s+/).filter(Boolean);
}

// Unsent changes on this device: they outlive a reload. A private window without storage works, too, without that.
import type { Batch, Change } from "./wire.ts";

const PREFIX = "cjm:unsent:";
const OLDEST_MS = 7 * 24 * 3600 * 1000;

export type Unsent = Change | Batch;

interface Kept {
  readonly at: number;
  readonly change: Unsent;
}

export interface Keep {
  put(change: Unsent): void;
  drop(id: string): void;
  all(): Unsent[];
}

/** Do something with the browser's storage; where it is full, forbidden or missing, go on with `otherwise`. */
export function attempt<T>(storage: Storage | null, action: (storage: Storage) => T, otherwise: T): T {
  try {
    return storage === null ? otherwise : action(storage);
  } catch {
    return otherwise;
  }
}

/** Changes kept under `scope` (workshop, person and widget) in `storage`; null where the browser has none. */
export function keepIn(storage: Storage | null, scope: string): Keep {
  const prefix = `${PREFIX}${scope}:`;
  return {
    put: (change) =>
      attempt(
        storage,
        (store) => store.setItem(prefix + change.id, JSON.stringify({ at: Date.now(), change })),
        undefined,
      ),
    drop: (id) => attempt(storage, (store) => store.removeItem(prefix + id), undefined),
    all: () => attempt(storage, (store) => readAll(store, prefix), []),
  };
}

/** The browser's storage, or null where reaching for it is an error. */
export function deviceStorage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

function readAll(store: Storage, prefix: string): Unsent[] {
  const kept: Kept[] = [];
  const keys = Array.from({ length: store.length }, (_, place) => store.key(place) ?? "");
  for (const key of keys.filter((name) => name.startsWith(prefix))) {
    try {
      const one = JSON.parse(store.getItem(key) ?? "") as Kept;
      const known = one.change.type === "change" || Array.isArray(one.change.changes);
      if (!known || Date.now() - one.at > OLDEST_MS) throw new TypeError(key);
      kept.push(one);
    } catch {
      store.removeItem(key); // not ours any more, or too old to be wanted
    }
  }
  return kept.sort((a, b) => a.at - b.at).map((one) => one.change);
}

// What has become of this page's kernel: asked while there is no websocket, which cannot tell why it was refused.
import type { Fate } from "./socket.ts";

const PATIENCE_MS = 8000;

export async function askFate(address: string): Promise<Fate> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const { status, ok } = await fetch(address, { cache: "no-store", signal: stop.signal });
    if (ok) return "there";
    // 403: this browser is not let in any more; opening the page again says what to do.
    return status === 410 || status === 404 || status === 403 ? "gone" : "away";
  } catch {
    return "away";
  } finally {
    clearTimeout(timer);
  }
}

// The server's time on this page. A phone's own clock may be minutes off, so only its running is used, never its reading.

/** Seconds by which two estimates may differ before the phone's clock must have been set anew. */
const JUMP_S = 2;

export class ServerClock {
  private offset: number | null = null;

  constructor(private readonly now: () => number = () => Date.now() / 1000) {}

  /** The server has just said what time it is; the message took a while, so the latest estimate is the best one. */
  hear(server: number): void {
    const offset = server - this.now();
    if (this.offset === null || offset > this.offset || this.offset - offset > JUMP_S) this.offset = offset;
  }

  /** Seconds from now until a moment of the server's. */
  until(moment: number): number {
    return moment - (this.now() + (this.offset ?? 0));
  }
}

/** Minutes and seconds, counted so that the last second shows 0:01. */
export function minutes(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

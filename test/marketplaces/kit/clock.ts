/** All the time a simulator knows; handed in, so that hours can pass in a moment. */
export interface Clock {
  now(): number;
  after(ms: number, act: () => void): void;
}

/** The longest that setTimeout can wait, some 25 days; an authorisation lasts longer. */
const longestMs = 2 ** 31 - 1;
export const wallClock: Clock = {
  now: () => Date.now(),
  after(ms, act) {
    if (ms <= longestMs) setTimeout(act, ms).unref();
    else setTimeout(() => wallClock.after(ms - longestMs, act), longestMs).unref();
  },
};

export const sleep = (clock: Clock, ms: number): Promise<void> => new Promise((resolve) => clock.after(ms, resolve));

/** Time that passes only when it is told to; what falls due is done in its order and at its own moment. */
export class VirtualClock implements Clock {
  private at: number;
  private waiting: { at: number; act: () => void }[] = [];

  constructor(at = Date.parse("2026-01-01T00:00:00Z")) {
    this.at = at;
  }
  now(): number {
    return this.at;
  }
  after(ms: number, act: () => void): void {
    const at = this.at + Math.max(0, ms);
    const behind = this.waiting.findIndex((each) => each.at > at);
    this.waiting.splice(behind < 0 ? this.waiting.length : behind, 0, { at, act });
  }
  advance(ms: number): void {
    const until = this.at + ms;
    for (let next = this.waiting[0]; next && next.at <= until; next = this.waiting[0]) {
      this.waiting.shift();
      this.at = next.at;
      next.act();
    }
    this.at = until;
  }
}

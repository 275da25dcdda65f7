/** Thrown into an actor whose process was killed: nothing it does after that happens. */
export class Killed extends Error {}

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly label: string;
  readonly run: () => Promise<void>;
}

/**
 * One virtual time and one thing at a time. An actor runs until it waits for virtual time, and only then does the next begin,
 * so a seed gives one history whatever the machine does. `onStep` is told of each, before it runs.
 */
export class Scheduler {
  private entries: Entry[] = [];
  private count = 0;
  private parked: (() => void) | undefined;
  private outside = 0;
  private failure: unknown;
  now: number;
  steps = 0;

  private readonly onStep: (label: string) => void | Promise<void>;

  constructor(now: number, onStep: (label: string) => void | Promise<void>) {
    this.now = now;
    this.onStep = onStep;
  }

  private add(at: number, label: string, run: () => Promise<void>): void {
    const entry = { at, order: (this.count += 1), label, run };
    let place = this.entries.length;
    while (place > 0 && (this.entries[place - 1] as Entry).at > at) place -= 1;
    this.entries.splice(place, 0, entry);
  }

  /** Begins an actor. What it throws fails the whole run, but for its own death. */
  start(label: string, afterMs: number, act: () => Promise<void>): void {
    this.add(this.now + afterMs, label, async () => {
      await this.until(() => {
        void act()
          .catch((error: unknown) => {
            if (!(error instanceof Killed)) this.failure ??= error;
          })
          .finally(() => this.parked?.());
      });
    });
  }

  /** Of an actor alone: the rest happens so much later, and others go first. */
  async wait(label: string, ms: number): Promise<void> {
    await new Promise<void>((resume) => {
      this.add(this.now + ms, label, () => this.until(resume));
      this.parked?.();
    });
  }

  /** Beside the actor that asks, whose steps must be watched until then. Whoever awaits its end goes on in the same step. */
  fork<Answer>(label: string, act: () => Promise<Answer>): Promise<Answer> {
    this.watch();
    return new Promise((resolve, reject) => {
      this.add(this.now, label, () =>
        this.until(() => {
          this.watch();
          act().then(resolve, reject);
        }),
      );
    });
  }

  /** Work of the database or the network, which takes real time: the step lasts until it is done. */
  async real<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    this.outside += 1;
    try {
      return await work();
    } finally {
      this.outside -= 1;
    }
  }

  /**
   * The step is over, too, when nothing real is under way and nobody goes on: an actor may have ended that was forked, or await
   * one that was. All of their real work must go through `real`.
   */
  watch(): void {
    const mine = this.parked;
    const look = (): void => {
      if (!mine || this.parked !== mine) return;
      if (this.outside) setImmediate(look);
      else mine();
    };
    setImmediate(look);
  }

  private until(go: () => void): Promise<void> {
    return new Promise((done) => {
      this.parked = () => {
        this.parked = undefined;
        done();
      };
      go();
    });
  }

  /** One step; false when nothing is left to do. */
  async step(): Promise<boolean> {
    const next = this.entries.shift();
    if (!next) return false;
    this.now = Math.max(this.now, next.at);
    this.steps += 1;
    await this.onStep(next.label);
    await next.run();
    if (this.failure !== undefined) throw this.failure;
    return true;
  }

  /** When the next thing happens. */
  get nextAt(): number | undefined {
    return this.entries[0]?.at;
  }
}

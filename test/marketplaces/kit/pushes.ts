import type { Clock } from "./clock.ts";
import { sleep } from "./clock.ts";
import type { Dials } from "./dials.ts";
import type { Random } from "./random.ts";

export type PushDials = Pick<
  Dials,
  "pushes" | "pushLateMs" | "pushesShuffled" | "pushesLost" | "pushesDoubled" | "pushesForged"
>;

/** Webhooks on their way: late, lost, doubled, out of order or forged as the dials say. */
export function createPushes(options: {
  readonly clock: Clock;
  readonly random: Random;
  readonly dials: () => PushDials;
  readonly url: () => string | undefined;
  /** Headers that prove where the body comes from. */
  readonly sign: (url: string, body: string) => Record<string, string>;
  readonly acknowledged: (response: Response) => boolean | Promise<boolean>;
  /** Pauses before each try. */
  readonly triesMs: readonly number[];
  readonly timeoutMs: number;
  /** Every try failed, or it was lost on the way. */
  readonly onLost?: (body: string) => void;
  readonly send?: (request: Request) => Promise<Response>;
}) {
  const { clock, random, dials, onLost = () => undefined, send = fetch } = options;
  const open = new Set<Promise<void>>();

  async function deliver(url: string, body: string, headers: Record<string, string>): Promise<boolean> {
    for (const pause of options.triesMs) {
      if (pause > 0) await sleep(clock, pause);
      try {
        const signal = AbortSignal.timeout(options.timeoutMs);
        const answer = await send(
          new Request(url, {
            method: "POST",
            redirect: "manual",
            headers: { "content-type": "application/json", ...headers },
            body,
            signal,
          }),
        );
        if (await options.acknowledged(answer)) return true;
      } catch {
        // Nobody there: tried again.
      }
    }
    return false;
  }

  async function carry(body: string, lateMs: number): Promise<void> {
    if (lateMs > 0) await sleep(clock, lateMs);
    const url = options.url();
    if (!url || !dials().pushes) return;
    if (random.chance(dials().pushesLost)) return onLost(body);
    const headers = options.sign(url, body);
    const copies = [deliver(url, body, headers)];
    if (random.chance(dials().pushesDoubled)) copies.push(deliver(url, body, headers));
    if (random.chance(dials().pushesForged)) {
      const forged = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace(/.$/, "x")]));
      void deliver(url, body, forged);
    }
    if (!(await Promise.all(copies)).includes(true)) onLost(body);
  }

  return {
    /** Sent so long from now, and whatever the dials add. */
    tell(message: object, afterMs = 0): void {
      const { pushLateMs, pushesShuffled } = dials();
      const lateMs = pushesShuffled ? random.below(pushLateMs + 1) : pushLateMs;
      const told = carry(JSON.stringify(message), afterMs + lateMs);
      open.add(told);
      void told.finally(() => open.delete(told));
    },
    /** Until none is on its way; under a virtual clock time must pass for that. */
    async settled(): Promise<void> {
      while (open.size) await Promise.all(open);
    },
  };
}
export type Pushes = ReturnType<typeof createPushes>;

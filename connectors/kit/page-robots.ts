import untypedParser from "robots-parser";

// The package's types speak of an ES module's default export; what Node imports is the function itself.
const robotsParser = untypedParser as unknown as (
  url: string,
  text: string,
) => {
  isAllowed(url: string, agent?: string): boolean | undefined;
  getCrawlDelay(agent?: string): number | undefined;
};

/** What a site's robots.txt lets us read. `unreachable`: it could not be asked, so nothing may be read for now. */
export type Robots =
  | { readonly kind: "read"; allows(url: string): boolean; readonly delayMs: number }
  | { readonly kind: "unreachable" };

/** RFC 9309 §2.5: at least so much must be read. */
export const robotsBytes = 512 * 1024;
/** RFC 9309 §2.4: not longer than a day. What could not be asked is asked again soon. */
const keptMs = { read: 12 * 3_600_000, unreachable: 60_000 } as const;
const longestDelayMs = 60_000;

export const allowAll: Robots = { kind: "read", allows: () => true, delayMs: 0 };

export function robotsFrom(url: string, text: string, agent: string): Robots {
  const robots = robotsParser(url, text);
  return {
    kind: "read",
    // It answers undefined for another origin's address, which is not ours to read.
    allows: (page) => robots.isAllowed(page, agent) ?? false,
    delayMs: Math.min(longestDelayMs, Math.max(0, (robots.getCrawlDelay(agent) ?? 0) * 1_000 || 0)),
  };
}

/** Remembers a site's answer for a while; one for the whole process, since a connector lives for a turn. */
export function createRobotsCache() {
  const kept = new Map<string, { readonly until: number; readonly robots: Robots }>();
  return {
    async of(origin: string, now: number, ask: () => Promise<Robots>): Promise<Robots> {
      const known = kept.get(origin);
      if (known && known.until > now) return known.robots;
      const robots = await ask();
      if (kept.size > 500) kept.clear();
      kept.set(origin, { until: now + keptMs[robots.kind], robots });
      return robots;
    },
  };
}
export type RobotsCache = ReturnType<typeof createRobotsCache>;

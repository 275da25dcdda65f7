import type { Exposure } from "./exposure";

/** R4: no answer by `diesAt`. Nothing moves: what it may have put on sale stays booked until a fence (H7). */
export function loseOverdue(exposure: Exposure, now: number): Exposure {
  return {
    ...exposure,
    writes: exposure.writes.map((write) =>
      write.state === "unresolved" && now > write.diesAt ? { ...write, state: "lost" } : write,
    ),
  };
}

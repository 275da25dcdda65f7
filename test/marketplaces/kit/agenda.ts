import type { Clock } from "./clock.ts";

export interface Due {
  readonly at: number;
}

/**
 * What a marketplace does later by itself: a review's end, an unpaid order's expiry, a write's late effect. The entries lie
 * in the saved state, so a restart forgets none; each is carried out once, in order and at its own moment.
 */
export function createAgenda<Entry extends Due>(
  clock: Clock,
  entries: () => Entry[],
  carryOut: (entry: Entry, at: number) => void,
) {
  const wake = (at: number) => clock.after(Math.max(0, at - clock.now()), run);
  for (const { at } of entries()) wake(at);

  /** To be called before anything is read or changed: a timer may be late. */
  function run(): void {
    const now = clock.now();
    for (let next = earliest(now); next; next = earliest(now)) {
      entries().splice(entries().indexOf(next), 1);
      carryOut(next, next.at);
    }
  }
  function earliest(now: number): Entry | undefined {
    let first: Entry | undefined;
    for (const entry of entries()) if (entry.at <= now && (!first || entry.at < first.at)) first = entry;
    return first;
  }
  return {
    run,
    add(entry: Entry): void {
      entries().push(entry);
      if (entry.at <= clock.now()) run();
      else wake(entry.at);
    },
  };
}
export type Agenda<Entry extends Due> = ReturnType<typeof createAgenda<Entry>>;

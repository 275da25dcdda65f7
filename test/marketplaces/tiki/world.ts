import { type Agenda, createAgenda } from "../kit/agenda.ts";
import type { Clock } from "../kit/clock.ts";
import type { Random } from "../kit/random.ts";
import type { SavedState } from "../kit/saved-state.ts";
import type { TikiDials } from "./dials.ts";
import type { Later, State } from "./state.ts";

/** What the parts of the marketplace share: its state, time, chance, and what it will do later. */
export interface World {
  readonly clock: Clock;
  readonly random: Random;
  readonly state: () => State;
  readonly dials: () => TikiDials;
  readonly changed: () => void;
  /** A lag as its dial says, or drawn up to it. */
  readonly lag: (ms: number) => number;
  readonly later: (entry: Later) => void;
  /** To be called before anything is read or changed. */
  readonly catchUp: () => void;
  readonly newId: () => number;
  readonly digits: (count: number) => string;
}

export function createWorld(
  parts: { readonly clock: Clock; readonly random: Random; readonly saved: SavedState<State> },
  carryOut: (entry: Later, at: number) => void,
): World {
  const { clock, random, saved } = parts;
  const agenda: Agenda<Later> = createAgenda(clock, () => saved.state.agenda, carryOut);
  const dials = () => saved.state.dials;
  return {
    clock,
    random,
    state: () => saved.state,
    dials,
    changed: () => saved.changed(),
    lag: (ms) => (dials().lagsVary ? random.below(ms + 1) : ms),
    later: (entry) => agenda.add(entry),
    catchUp: () => agenda.run(),
    newId() {
      saved.state.nextId += 1;
      return saved.state.nextId;
    },
    digits: (count) => Array.from({ length: count }, (_, place) => (place ? random.below(10) : 1 + random.below(9))).join(""),
  };
}

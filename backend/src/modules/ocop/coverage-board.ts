import { channelCodes } from "connectors/contract";
import {
  type ChannelState,
  type CoverageReading,
  channelStateOn,
  type Figure,
  type FreshnessDays,
  figure,
  isMet,
  liveChannels,
  type Observation,
} from "./coverage";
import type { Day } from "./day";
import { grouped } from "./grouped";

export interface ProductObservation extends Observation {
  readonly registeredProductId: string;
  readonly simulated: boolean;
  readonly url?: string | undefined;
}
export interface CoverageProduct {
  readonly registeredProductId: string;
  /** Holds a certificate of evidence A that is valid that day. */
  readonly official: boolean;
  /** Reported by a public source and perhaps still valid; a column of its own, never added to the other. */
  readonly reported: boolean;
  readonly service: boolean;
}
export type Column = "official" | "reported";
export interface ReadingFigures {
  readonly asWritten: Figure;
  readonly withoutRetired: Figure;
}
export interface ColumnFigures {
  readonly goods: ReadingFigures;
  /** Set 26: a tour is seldom a marketplace listing (ocop §8.2). */
  readonly services: ReadingFigures;
}
export interface CoverageBoard {
  readonly day: Day;
  readonly simulated: boolean;
  readonly readings: readonly {
    readonly key: string;
    readonly inUse: boolean;
    readonly official: ColumnFigures;
    readonly reported: ColumnFigures;
  }[];
  /** Products live on one channel, over the same denominators; goods and services together. */
  readonly channels: readonly {
    readonly channel: string;
    readonly state: string;
    readonly official: Figure;
    readonly reported: Figure;
  }[];
}
export interface CoverageFacts {
  readonly day: Day;
  readonly simulated: boolean;
  readonly products: readonly CoverageProduct[];
  readonly observations: readonly ProductObservation[];
  readonly readings: readonly (CoverageReading & { readonly inUse: boolean })[];
  readonly states: readonly ChannelState[];
  readonly freshness: FreshnessDays;
}

const retiredOn = (facts: CoverageFacts) =>
  new Set<string>(channelCodes.filter((channel) => channelStateOn(facts.states, channel, facts.day) === "retired"));

/** Where each product is live that day; simulated observations count only when asked for. */
export function liveByProduct(facts: CoverageFacts): ReadonlyMap<string, ReadonlySet<string>> {
  const kept = grouped(
    facts.observations.filter((each) => facts.simulated || !each.simulated),
    ({ registeredProductId }) => registeredProductId,
  );
  return new Map([...kept].map(([id, all]) => [id, liveChannels(all, facts.day, facts.freshness)]));
}

export function meetsReading(facts: CoverageFacts, reading: CoverageReading, withoutRetired: boolean): ReadonlySet<string> {
  const retired = retiredOn(facts);
  const live = liveByProduct(facts);
  const nowhere = new Set<string>();
  const met = facts.products.filter(({ registeredProductId }) =>
    isMet(reading.rule, { live: live.get(registeredProductId) ?? nowhere, retired, channels: channelCodes }, withoutRetired),
  );
  return new Set(met.map(({ registeredProductId }) => registeredProductId));
}

export function coverageBoard(facts: CoverageFacts): CoverageBoard {
  const live = liveByProduct(facts);
  const figureOf = (column: Column, met: (id: string) => boolean, service?: boolean) =>
    figure(
      facts.products
        .filter((each) => each[column] && (service === undefined || each.service === service))
        .map(({ registeredProductId }) => met(registeredProductId)),
    );
  return {
    day: facts.day,
    simulated: facts.simulated,
    readings: facts.readings.map((reading) => {
      const asWritten = meetsReading(facts, reading, false);
      const withoutRetired = meetsReading(facts, reading, true);
      const part = (column: Column, service: boolean): ReadingFigures => ({
        asWritten: figureOf(column, (id) => asWritten.has(id), service),
        withoutRetired: figureOf(column, (id) => withoutRetired.has(id), service),
      });
      const columnOf = (column: Column) => ({ goods: part(column, false), services: part(column, true) });
      return { key: reading.key, inUse: reading.inUse, official: columnOf("official"), reported: columnOf("reported") };
    }),
    channels: channelCodes.map((channel) => ({
      channel,
      state: channelStateOn(facts.states, channel, facts.day),
      official: figureOf("official", (id) => live.get(id)?.has(channel) ?? false),
      reported: figureOf("reported", (id) => live.get(id)?.has(channel) ?? false),
    })),
  };
}

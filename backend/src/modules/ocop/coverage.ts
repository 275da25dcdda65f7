import type { Day } from "./day";

/** A reading of "100 % are on e-commerce platforms" (ocop §8.2), as a dated row: rule as data, not code. */
export interface CoverageReading {
  readonly key: string;
  readonly validFrom: Day;
  readonly validTo?: Day;
  readonly rule: CoverageRule;
}
export type CoverageRule =
  | { readonly channel: string }
  | { readonly allOf: readonly CoverageRule[] }
  | { readonly anyOf: readonly CoverageRule[] }
  /** Every channel that is open that day. */
  | { readonly everyOpen: true };

export type ChannelStateName = "open" | "retired-unconfirmed" | "retired";
export interface ChannelState {
  readonly channel: string;
  readonly state: ChannelStateName;
  readonly validFrom: Day;
}

export interface Observation {
  readonly channel: string;
  readonly live: boolean;
  /** The newest look on that channel by then. */
  readonly observedOn: Day;
  readonly way: "api" | "page" | "sheet";
}

/** How old an observation may be and still say "live"; dated settings, start values of ocop §8.2. */
export interface FreshnessDays {
  readonly api: number;
  readonly page: number;
  readonly sheet: number;
}
export const startFreshness: FreshnessDays = { api: 7, page: 30, sheet: 30 };

const open = "open";

export function channelStateOn(states: readonly ChannelState[], channel: string, day: Day): ChannelStateName {
  const begun = states.filter((state) => state.channel === channel && state.validFrom <= day);
  return (
    begun.reduce<ChannelState | undefined>(
      (newest, each) => (!newest || each.validFrom >= newest.validFrom ? each : newest),
      undefined,
    )?.state ?? open
  );
}

/**
 * Whether the rule is met. `leaveOutRetired`: from its retirement day a channel drops out of every allOf, and an allOf left
 * empty is not met; without it a retired channel can no longer be met (ocop §8.2).
 */
export function isMet(
  rule: CoverageRule,
  facts: { readonly live: ReadonlySet<string>; readonly retired: ReadonlySet<string>; readonly channels: readonly string[] },
  leaveOutRetired: boolean,
): boolean {
  if ("channel" in rule) return facts.live.has(rule.channel) && !facts.retired.has(rule.channel);
  if ("anyOf" in rule) return rule.anyOf.some((each) => isMet(each, facts, leaveOutRetired));
  const all: readonly CoverageRule[] =
    "everyOpen" in rule
      ? facts.channels.filter((channel) => !facts.retired.has(channel)).map((channel) => ({ channel }))
      : rule.allOf.filter((each) => !(leaveOutRetired && "channel" in each && facts.retired.has(each.channel)));
  return all.length > 0 && all.every((each) => isMet(each, facts, leaveOutRetired));
}

/** Live there on that day: the newest observation says so and is fresh enough. Older is "chưa kiểm tra lại", not live. */
export function liveChannels(observations: readonly Observation[], day: Day, freshness: FreshnessDays): ReadonlySet<string> {
  const age = (observedOn: Day) => (Date.parse(day) - Date.parse(observedOn)) / 86_400_000;
  return new Set(
    observations
      .filter((each) => each.live && each.observedOn <= day && age(each.observedOn) <= freshness[each.way])
      .map(({ channel }) => channel),
  );
}

export interface Figure {
  readonly numerator: number;
  readonly denominator: number;
  /** undefined for 0 of 0: "chưa có chứng nhận mức A", never 0 % or 100 %. Basis points, rounded down so that 100 % is all. */
  readonly basisPoints: number | undefined;
}

export function figure(met: readonly boolean[]): Figure {
  const numerator = met.filter(Boolean).length;
  const denominator = met.length;
  return { numerator, denominator, basisPoints: denominator ? Math.floor((numerator * 10_000) / denominator) : undefined };
}

const one = (channel: string): CoverageRule => ({ channel });
const others = ["ketnoiocop", "shopee", "tiki", "lazada"].map(one);
const first = ["postmart", "voso"].map(one);

/** The readings of ocop §8.2, in force since the decision of 11/04/2023; `any` is the one in use. */
export const startReadings: readonly CoverageReading[] = [
  { key: "any", validFrom: "2023-04-11", rule: { anyOf: [...first, ...others] } },
  { key: "as-written", validFrom: "2023-04-11", rule: { anyOf: [{ allOf: first }, ...others] } },
  { key: "pair", validFrom: "2023-04-11", rule: { allOf: first } },
  { key: "both-kinds", validFrom: "2023-04-11", rule: { allOf: [{ anyOf: first }, { anyOf: others }] } },
  { key: "every-open", validFrom: "2023-04-11", rule: { everyOpen: true } },
];

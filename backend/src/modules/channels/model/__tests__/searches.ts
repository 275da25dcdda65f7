import type { Bounds } from "./bounds";
import type { Durations } from "./house";

/** One instant is the distance that matters, longer ones are all alike; what no search looks at lies far away. */
export const shortest: Durations = { visible: 1, backdated: 1, effect: 0, shows: 1, dies: 1, restock: 1, leaves: 1_000_000 };
/** An effect that lags behind its acknowledgement, and is read later still. */
const lagging: Durations = { ...shortest, effect: 1, shows: 2 };

const bounds: Bounds = {
  kinds: ["net-set"],
  onHand: 1,
  allowance: 0,
  writes: 2,
  orders: 2,
  cancels: 0,
  faults: 0,
  leaving: false,
  atomic: false,
  hidden: false,
  adopted: false,
  unplanned: false,
  shop: true,
  others: false,
  assumed: shortest,
  holds: shortest,
};
const under = (durations: Durations) => ({ assumed: durations, holds: durations });
export interface NamedSearch {
  readonly name: string;
  readonly bounds: Bounds;
}
const named = (name: string, change: Partial<Bounds>): NamedSearch => ({ name, bounds: { ...bounds, ...change } });

/** Small enough to be searched to the end at every run. */
export const searches = [
  named("a number, three writes", { onHand: 2, writes: 3, orders: 3 }),
  named("a number, a cancellation", { onHand: 2, cancels: 1, shop: false }),
  named("a number, a fault", { onHand: 2, faults: 1, shop: false }),
  named("a number, orders dated earlier", { ...under({ ...shortest, backdated: 2 }) }),
  named("a number, handed over by others", { leaving: true }),
  named("a number that takes effect late", { faults: 1, orders: 1, ...under(lagging) }),
  named("changes, a cancellation", { kinds: ["delta"], cancels: 1, shop: false }),
  named("changes, a fault", { kinds: ["delta"], faults: 1 }),
  named("a total that is clipped, a cancellation", { kinds: ["clipped total"], cancels: 1, shop: false }),
  named("a total that is clipped, a fault", { kinds: ["clipped total"], orders: 1, faults: 1 }),
  named("a total that is clipped at once", { kinds: ["clipped total"], atomic: true, shop: false }),
  named("a total that hides who has not paid", { kinds: ["clipped total"], orders: 1, cancels: 1, hidden: true, shop: false }),
  named("a total that goods leave behind", {
    kinds: ["clipped total"],
    leaving: true,
    shop: false,
    ...under({ ...shortest, leaves: 2 }),
  }),
  named("a total that is refused, a fault", { kinds: ["refused total"], orders: 1, faults: 1 }),
  named("a number that was there before us", { adopted: true, orders: 1, cancels: 1, faults: 1, shop: false }),
  named("changes, to a listing that was there before us", {
    kinds: ["delta"],
    adopted: true,
    orders: 1,
    faults: 1,
    shop: false,
  }),
  named("a total that was there before us", { kinds: ["clipped total"], adopted: true, orders: 1, cancels: 1, shop: false }),
  named("two numbers", { kinds: ["net-set", "net-set"], writes: 3 }),
  named("a number and changes", { kinds: ["net-set", "delta"] }),
  named("a number and a total", { kinds: ["net-set", "clipped total"], shop: false }),
  named("changes and a total that is refused", { kinds: ["delta", "refused total"], shop: false }),
  named("an allowance of one", { onHand: 1, allowance: 1, writes: 2, orders: 3 }),
  named("a number, whoever plans", { unplanned: true, faults: 1, shop: false }),
  named("a number, whoever plans, two faults", { unplanned: true, orders: 0, faults: 2, shop: false }),
  named("changes, whoever plans, two faults", { kinds: ["delta"], unplanned: true, orders: 0, faults: 2, shop: false }),
  named("a total that is refused, whoever plans, two faults", {
    kinds: ["refused total"],
    unplanned: true,
    orders: 0,
    faults: 2,
    shop: false,
  }),
];

/** Four writes and four orders on one of any number of channels. */
const among = { onHand: 2, writes: 4, orders: 4, shop: false, others: true };
/** What shares the shelf with whatever else sells from it. */
export const searchesAmongOthers = [
  named("a number among others, four orders", { ...among, onHand: 4 }),
  named("a number among others, a cancellation", { ...among, cancels: 1 }),
  named("a number among others, two faults", { ...among, faults: 2 }),
  named("changes among others, a cancellation", { ...among, kinds: ["delta"], cancels: 1 }),
  named("changes among others, a fault", { ...among, kinds: ["delta"], faults: 1 }),
  named("a total that is clipped among others, a fault", { ...among, kinds: ["clipped total"], writes: 3, faults: 1 }),
  named("a total that is refused among others, a fault", { ...among, kinds: ["refused total"], writes: 3, faults: 1 }),
];

const four = { onHand: 3, writes: 4, orders: 4, cancels: 2, faults: 2 };
const late = under(lagging);
const left = { leaving: true, ...under({ ...shortest, leaves: 2 }) };
/** For a machine with time: SEARCH=long, each as far as SEARCH_STATES. */
export const longSearches = [
  named("a number among others, a cancellation and a fault", { ...among, cancels: 1, faults: 1 }),
  named("a number among others, three units and a cancellation", { ...among, onHand: 3, cancels: 1 }),
  named("a number among others, three units and a fault", { ...among, onHand: 3, faults: 1 }),
  named("a number among others that takes effect late, a fault", { ...among, faults: 1, ...late }),
  named("a number among others, handed over by others, a fault", { ...among, faults: 1, leaving: true }),
  named("changes among others, four orders", { ...among, kinds: ["delta"], onHand: 4 }),
  named("changes among others, a cancellation and a fault", { ...among, kinds: ["delta"], cancels: 1, faults: 1 }),
  named("a total that is clipped among others, four orders", { ...among, kinds: ["clipped total"], onHand: 4 }),
  named("a total that is clipped among others, a cancellation", { ...among, kinds: ["clipped total"], cancels: 1 }),
  named("a total that is clipped among others, four writes and a fault", { ...among, kinds: ["clipped total"], faults: 1 }),
  named("a total that goods leave behind, among others, a fault", { ...among, kinds: ["clipped total"], faults: 1, ...left }),
  named("a total that is refused among others, four orders", { ...among, kinds: ["refused total"], onHand: 4 }),
  named("a total that is refused among others, a cancellation", { ...among, kinds: ["refused total"], cancels: 1 }),
  named("a total that is refused among others, four writes and a fault", { ...among, kinds: ["refused total"], faults: 1 }),
  named("a number among others, an allowance of one, a fault", { ...among, onHand: 1, allowance: 1, faults: 1 }),
  named("two numbers, four orders", { kinds: ["net-set", "net-set"], onHand: 2, writes: 4, orders: 4, shop: false }),
  named("a number and changes, four orders", { kinds: ["net-set", "delta"], onHand: 2, writes: 4, orders: 4, shop: false }),
  named("a number and a total that is clipped, four orders", {
    kinds: ["net-set", "clipped total"],
    onHand: 2,
    writes: 4,
    orders: 4,
    shop: false,
  }),
  named("a number", four),
  named("changes", { ...four, kinds: ["delta"] }),
  named("a total that is clipped and hides who has not paid", { ...four, kinds: ["clipped total"], hidden: true }),
  named("a total that is refused", { ...four, kinds: ["refused total"] }),
  named("a number that was there before us", { adopted: true, orders: 2, cancels: 1, faults: 1, shop: false }),
  named("a listing moved by changes that was there before us", { kinds: ["delta"], adopted: true, cancels: 1, faults: 1 }),
  named("a total that was there before us", { kinds: ["clipped total"], adopted: true, cancels: 1, faults: 1, shop: false }),
  named("a number, whoever plans", { ...four, unplanned: true, onHand: 2 }),
  named("a total that is refused, whoever plans", { ...four, kinds: ["refused total"], unplanned: true, onHand: 2 }),
];

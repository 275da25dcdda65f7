import type { Exposure, Write } from "../../ledger";
import { type Bounds, type Play, unlisted } from "./bounds";
import type { Book, Durations } from "./house";
import { isTotal, type Landing, type Market, type Order } from "./market";

/**
 * States of which nothing that may still happen can tell one from the other have one key: times are how long ago something was,
 * as far as anything asks, and what no rule and no marketplace will look at again is left out. `one-future.spec.ts` tries that.
 */
export function keyOf(state: Play, bounds: Bounds): string {
  // Channels of one kind are told apart by nothing.
  const channels = state.markets.map((market, at) => channelKey(state, market, state.books[at], bounds)).sort();
  return [state.soldHere, state.writes, state.cancels, state.faults, ...channels].join("|");
}

/** One channel with what its key is made of. */
interface Channel {
  readonly now: number;
  readonly market: Market;
  readonly book: Book;
  readonly bounds: Bounds;
  readonly total: boolean;
  readonly leaves: boolean;
  /** Orders that are alive may still be cancelled or go. */
  readonly mayChange: boolean;
  /** From the first write that may come to be the newest, should those after it be refused. */
  readonly open: readonly Write[];
  /** When the look that may still prove something began. */
  readonly lookedAt: number | undefined;
  /** A read-back that may still prove something. */
  readonly readBack: Book["readBack"];
}

const isAlive = ({ state, diesAt }: Write, now: number): boolean => state === "unresolved" && diesAt >= now;
const counts = ({ state }: Write): boolean => state !== "refused";

function firstOpen({ writes }: Exposure, now: number): number {
  const newest = writes.findLastIndex((write) => counts(write) && !isAlive(write, now));
  const alive = writes.findIndex((write) => isAlive(write, now));
  return Math.min(...[newest, alive].filter((at) => at >= 0), writes.length);
}

function channelKey(state: Play, market: Market, book: Book | undefined, bounds: Bounds): string {
  if (!book) return "";
  const { now } = state;
  const { exposure } = book;
  const { assumed } = bounds;
  const at = firstOpen(exposure, now);
  const open = exposure.writes.slice(at).filter(counts);
  const total = isTotal(market);
  const leaves = total && bounds.leaving;
  const { lookedAt, key: lookKey } = lookOf(book, market, open, now, assumed);
  const shown = open.find(({ id }) => id === book.readBack?.writeId);
  const readBack = shown?.state === "applied" && !shown.fenced ? book.readBack : undefined;
  const mayChange = bounds.leaving || state.cancels < bounds.cancels;
  const channel: Channel = { now, market, book, bounds, total, leaves, mayChange, open, lookedAt, readBack };
  return [
    market.kind[0],
    market.number,
    exposure.liability,
    exposure.doubted,
    book.known,
    pastKey(exposure.writes.slice(0, at).filter(counts), now, assumed),
    open.map((write) => writeKey(channel, write)).join(";"),
    refusalKey(exposure.writes.at(-1)),
    returnsKey(channel),
    lookKey,
    readBack ? [Math.min(now - readBack.endedAt, assumed.visible), readBack.held, readBack.shown].join() : "",
    market.landing
      .filter(({ writeId }) => !open.some(({ id }) => id === writeId))
      .map((each) => [each.kind[0], each.units, landingKey(each, now)].join())
      .join(";"),
    leaves
      ? Math.min(now - book.coveredUntil, Math.max(0, assumed.leaves - assumed.dies) + 1)
      : total && book.fenceBeganAt !== undefined,
    market.orders
      .map((order, index) => orderKey(channel, order, index))
      .sort()
      .join(";"),
  ].join("/");
}

const landingKey = ({ until, acked }: Landing, now: number): string => `${until - now}${acked}`;

/** From when on a look sees what a write that is not open did (sync-protocol §3, R8). */
const shownFrom = (write: Write, { effect, shows }: Durations): number =>
  write.ackedAt === undefined ? write.diesAt + shows : write.ackedAt + Math.max(effect, shows);

/** Of writes that never come to be the newest again: how long a look must wait for them, and what still stands unproven. */
const pastKey = (past: readonly Write[], now: number, assumed: Durations): string =>
  [
    Math.max(0, ...past.map((write) => shownFrom(write, assumed) - now)),
    past.some(({ ackedAt, fenced }) => ackedAt === undefined && !fenced),
    past.some(({ kind, units, fenced }) => kind === "net-set" && units > 0 && !fenced),
  ].join();

/** Of a refusal only its direction is remembered. */
function refusalKey(last: Write | undefined): string {
  if (last?.state !== "refused") return "";
  return `r${last.kind === "gross-set" ? last.units > last.liabilityBefore : last.units > 0}`;
}

function writeKey({ now, market, book, bounds, total, lookedAt }: Channel, write: Write): string {
  const { visible, effect, shows } = bounds.assumed;
  const settled = Math.max(effect + visible, shows);
  const of = ({ writeId }: { readonly writeId: string }) => writeId === write.id;
  const landing = market.landing.filter(of).map((each) => landingKey(each, now));
  const known = [write.kind[0], write.units, write.total, write.fenced, write.sentOverUnresolved, landing.join(".")];
  if (!isAlive(write, now))
    return [
      ...known,
      write.state === "applied" ? "a" : "l",
      Math.min(now - (write.ackedAt ?? write.diesAt), settled),
      total && book.readBack?.writeId === write.id,
    ].join();
  const answers = book.answers
    .filter(of)
    .map(({ applied, at }) =>
      [applied, Math.min(now - at, settled), lookedAt !== undefined && at + shows <= lookedAt].join("."),
    );
  return [
    ...known,
    "u",
    write.diesAt - now,
    write.kind === "gross-set" ? write.liabilityBefore : "",
    lookedAt !== undefined && write.sentAt >= lookedAt,
    answers.join("."),
  ].join();
}

/** How long each return may still be kept, and from which write or look on it is. */
function returnsKey({ now, book, bounds, open, lookedAt }: Channel): string {
  const sinces = [...open.map(({ sentAt }) => sentAt), ...(lookedAt === undefined ? [] : [lookedAt])];
  return book.exposure.returns
    .map(({ readAt }) => readAt + bounds.assumed.restock)
    .filter((until) => [now, ...sinces].some((since) => until >= since))
    .map((until) => [Math.max(-1, until - now), ...sinces.map((since) => until >= since)].join("."))
    .sort()
    .join();
}

function orderKey(
  { now, book, bounds, total, leaves, mayChange, open, lookedAt, readBack }: Channel,
  order: Order,
  index: number,
) {
  const { assumed, holds } = bounds;
  const line = book.lines[index];
  const age = (instant: number, most: number) => Math.min(now - instant, most);
  const until = order.owed ? (line?.givenBackAt ?? Number.POSITIVE_INFINITY) + holds.restock - now : undefined;
  // What is too late to come back holds a total down for good, and is nothing to a number.
  const owed = until === undefined || (until < 0 && !total) ? "" : Math.max(-1, until);
  if (order.state === "cancelled" && line?.returned && owed === "") return "over";
  if (order.state === "left" && line?.handed_over) return "left";
  const news = !line || (order.state === "new" ? mayChange : line.held > 0);
  const listsFrom = (book.fenceBeganAt ?? Number.NEGATIVE_INFINITY) - assumed.visible - assumed.backdated;
  const countedThen = (readAt: number | undefined) =>
    readAt !== undefined && ((line && line.readAt <= readAt) || order.datedAt <= readAt - assumed.backdated);
  const unread = order.listedFrom === unlisted ? "hidden" : age(order.listedFrom, holds.visible);
  return [
    order.state[0],
    owed,
    line ? `${line.held}${line.handed_over}${line.returned}` : unread,
    news ? age(order.datedAt, assumed.visible + assumed.backdated + 1) : "",
    news && order.datedAt < listsFrom,
    ...(total ? [countedThen(lookedAt), countedThen(readBack?.beganAt)] : []),
    ...(total && line && line.held > 0 ? [line.readAt === now, ...open.map(({ sentAt }) => sentAt > line.readAt)] : []),
    ...(total ? open.map(({ counted }) => counted?.includes(String(index)) === true) : []),
    ...(leaves ? [order.accepted, order.state === "new" && age(order.placedAt, Math.max(holds.leaves, assumed.leaves))] : []),
  ].join();
}

/** Of a look that proves nothing any more only what the plan reads of it is left. */
function lookOf(
  { look, exposure, answers }: Book,
  market: Market,
  open: readonly Write[],
  now: number,
  assumed: Durations,
): { readonly key: string; readonly lookedAt?: number } {
  if (!look) return { key: "" };
  if (look.fenced) {
    const newest = open.findLast((write) => !isAlive(write, now));
    const back = look.shown > 0 && newest?.ackedAt !== undefined && look.beganAt >= newest.ackedAt;
    return { key: market.kind === "delta" ? `f${look.shown}` : isTotal(market) ? "" : `f${back}` };
  }
  const mayProve = exposure.writes.every(
    (write) =>
      !counts(write) || isAlive(write, now) || (write.sentAt < look.beganAt && look.beganAt >= shownFrom(write, assumed)),
  );
  const { shown, sellable, held, liability, beganAt } = look;
  if (mayProve)
    return { key: [shown, sellable, held, liability, Math.min(now - beganAt, assumed.visible)].join(), lookedAt: beganAt };
  const showsOf = open.map((write) => {
    const told = answers.find(({ applied, writeId }) => applied && isAlive(write, now) && writeId === write.id);
    const ackedAt = write.ackedAt ?? told?.at;
    return write.kind !== "delta" && !write.fenced && ackedAt !== undefined && beganAt >= ackedAt + assumed.shows;
  });
  return { key: showsOf.includes(true) ? `d${sellable}${showsOf.join(".")}` : "" };
}

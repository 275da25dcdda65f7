import type { Exposure, Write } from "../../ledger";
import { type Bounds, type Play, unlisted } from "./bounds";
import type { Book, Durations } from "./house";
import { isTotal, type Landing, type Market } from "./market";

/**
 * States of which nothing that may still happen can tell one from the other have one key: times are how long ago something was,
 * as far as anything asks, and what no rule and no marketplace will look at again is left out. `one-future.spec.ts` tries that.
 */
export function keyOf(state: Play, bounds: Bounds): string {
  // Channels of one kind are told apart by nothing.
  const channels = state.markets.map((market, at) => channelKey(state, market, state.books[at] as Book, bounds)).sort();
  return [state.soldHere, state.writes, state.cancels, state.faults, ...channels].join("|");
}

const isAlive = ({ state, diesAt }: Write, now: number): boolean => state === "unresolved" && diesAt >= now;

/** What may come to be the newest write, should those after it be refused, and everything after it. */
function openEnd({ writes }: Exposure, now: number): number {
  const newest = writes.findLastIndex((write) => write.state !== "refused" && !isAlive(write, now));
  const alive = writes.findIndex((write) => isAlive(write, now));
  return Math.min(...[newest, alive].filter((at) => at >= 0), writes.length);
}

/** From when on a look sees what a write that is not open did (sync-protocol §3, R8). */
const shownFrom = (write: Write, { effect, shows }: Durations): number =>
  write.ackedAt === undefined ? write.diesAt + shows : write.ackedAt + Math.max(effect, shows);

function channelKey(state: Play, market: Market, book: Book, bounds: Bounds): string {
  const { now } = state;
  const { exposure, known } = book;
  const { assumed } = bounds;
  const total = isTotal(market);
  const leaves = total && bounds.leaving;
  const start = openEnd(exposure, now);
  const past = exposure.writes.slice(0, start).filter(({ state }) => state !== "refused");
  const open = exposure.writes.slice(start).filter(({ state }) => state !== "refused");
  const alive = open.filter((write) => isAlive(write, now));
  const age = (instant: number, most: number) => Math.min(now - instant, most);

  const look = lookOf(book, market, open, now, bounds);
  const readBack = open.find(({ id }) => id === book.readBack?.writeId) ? book.readBack : undefined;
  const proves = readBack && open.some((write) => write.id === readBack.writeId && write.state === "applied" && !write.fenced);

  const settled = Math.max(assumed.effect + assumed.visible, assumed.effect, assumed.shows);
  const writes = open.map((write) =>
    [
      write.kind[0],
      write.units,
      write.total,
      isAlive(write, now) ? "u" : write.state === "unresolved" ? "l" : write.state[0],
      write.fenced,
      write.sentOverUnresolved,
      isAlive(write, now) ? now - write.diesAt : age(write.ackedAt ?? write.diesAt, settled),
      isAlive(write, now) && write.kind === "gross-set" ? write.liabilityBefore : "",
      isAlive(write, now) && look.counts ? write.sentAt >= (book.look?.beganAt ?? 0) : "",
      market.landing.flatMap((each) => (each.writeId === write.id ? [landingKey(each, now)] : [])).join("."),
      isAlive(write, now) ? answersTo(write.id) : "",
      readBack?.writeId === write.id && total ? "shown" : "",
    ].join(","),
  );
  function answersTo(writeId: string): string {
    return book.answers
      .filter((each) => each.writeId === writeId)
      .map(({ applied, at }) =>
        [applied, age(at, settled), look.counts && at + assumed.shows <= (book.look?.beganAt ?? 0)].join("."),
      )
      .join();
  }

  const refusedLast = exposure.writes.at(-1);
  const last =
    refusedLast?.state === "refused"
      ? `r${refusedLast.kind === "gross-set" ? refusedLast.units > refusedLast.liabilityBefore : refusedLast.units > 0}`
      : "";
  const before = [
    // How long a look must still wait for them.
    Math.max(0, ...past.map((write) => shownFrom(write, assumed) - now)),
    past.some((write) => write.ackedAt === undefined && !write.fenced),
    past.some((write) => write.kind === "net-set" && write.units > 0 && !write.fenced),
  ];

  const sinces = [...open.map(({ sentAt }) => sentAt), ...(look.counts ? [book.look?.beganAt ?? 0] : [])];
  const returns = exposure.returns
    .map(({ readAt }) => [
      Math.max(-1, readAt + assumed.restock - now),
      ...sinces.map((since) => readAt + assumed.restock >= since),
    ])
    .filter(([left, ...kept]) => Number(left) >= 0 || kept.some(Boolean))
    .map((each) => each.join("."))
    .sort();

  const gone = market.landing.filter(({ writeId }) => !open.some(({ id }) => id === writeId));
  const orders = market.orders.map((order, index) => {
    const line = book.lines[index];
    const owed =
      order.owed && (line?.givenBackAt === undefined ? "?" : Math.max(-1, line.givenBackAt + bounds.holds.restock - now));
    const news = !line || (order.state === "new" ? state.cancels < bounds.cancels || bounds.leaving : line.held > 0);
    const datedAt = (read: { readonly beganAt: number } | undefined) =>
      read !== undefined &&
      ((line !== undefined && line.readAt <= read.beganAt) || order.datedAt <= read.beganAt - assumed.backdated);
    if (order.state === "cancelled" && line?.returned && (owed === false || (owed === -1 && !total))) return "over";
    if (order.state === "left" && line?.handed_over) return "left";
    return [
      order.state[0],
      owed === -1 && !total ? false : owed,
      leaves ? order.accepted : "",
      line
        ? `${line.held}${line.handed_over}${line.returned}`
        : order.listedFrom === unlisted
          ? "hidden"
          : age(order.listedFrom, bounds.holds.visible),
      news ? age(order.datedAt, assumed.visible + assumed.backdated + 1) : "",
      news && order.datedAt < (book.fenceBeganAt ?? Number.NEGATIVE_INFINITY) - assumed.visible - assumed.backdated,
      total && look.counts ? datedAt(book.look) : "",
      total && proves ? datedAt(readBack) : "",
      leaves && order.state === "new" ? age(order.placedAt, Math.max(bounds.holds.leaves, assumed.leaves)) : "",
      total && line && line.held > 0 ? [line.readAt === now, ...open.map(({ sentAt }) => sentAt > line.readAt)].join(".") : "",
      total ? open.map(({ counted }) => counted?.includes(String(index)) === true).join(".") : "",
    ].join(",");
  });
  return [
    market.kind[0],
    market.number,
    exposure.liability,
    exposure.doubted,
    known,
    before.join(),
    writes.join(";"),
    last,
    returns.join(),
    look.key,
    readBack && proves ? [age(readBack.endedAt, assumed.visible), readBack.held, readBack.shown].join() : "",
    gone.map((each) => [each.kind[0], each.units, landingKey(each, now)].join()).join(";"),
    leaves ? age(book.coveredUntil, Math.max(0, assumed.leaves - assumed.dies) + 1) : total && book.fenceBeganAt !== undefined,
    orders.sort().join(";"),
  ].join("/");
}

const landingKey = ({ until, acked }: Landing, now: number): string => `${until - now}${acked}`;

/** Of a look that proves nothing any more only what the plan reads of it is left. */
function lookOf(
  { look, exposure, answers }: Book,
  market: Market,
  open: readonly Write[],
  now: number,
  { assumed }: Bounds,
): { readonly key: string; readonly counts: boolean } {
  if (!look) return { key: "", counts: false };
  const newest = open.findLast((write) => !isAlive(write, now));
  if (look.fenced) {
    if (market.kind === "delta") return { key: `f${look.shown}`, counts: false };
    if (isTotal(market)) return { key: "", counts: false };
    const back = look.shown > 0 && newest?.ackedAt !== undefined && look.beganAt >= newest.ackedAt;
    return { key: `f${back}`, counts: false };
  }
  const settledThen = exposure.writes.every(
    (write) =>
      write.state === "refused" ||
      isAlive(write, now) ||
      (write.sentAt < look.beganAt && look.beganAt >= shownFrom(write, assumed)),
  );
  if (settledThen)
    return {
      key: [look.shown, look.sellable, look.held, look.liability, Math.min(now - look.beganAt, assumed.visible)].join(),
      counts: true,
    };
  const shows = open.map((write) => {
    const ackedAt =
      write.ackedAt ?? answers.find((each) => isAlive(write, now) && each.applied && each.writeId === write.id)?.at;
    return write.kind !== "delta" && !write.fenced && ackedAt !== undefined && look.beganAt >= ackedAt + assumed.shows;
  });
  return { key: shows.some(Boolean) ? `d${look.sellable}${shows.join(".")}` : "", counts: false };
}

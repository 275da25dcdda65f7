import { type Bounds, type Play, unlisted } from "./bounds";
import { compress } from "./instants";
import { isTotal, type Market } from "./market";

/** No distance that anything is compared with is longer. */
export function longestOf({ assumed, holds, leaving, kinds }: Bounds): number {
  const leave = leaving && kinds.some((kind) => kind.endsWith("total"));
  return Math.max(...[assumed, holds].flatMap(({ leaves, ...always }) => [...Object.values(always), leave ? leaves : 0]));
}

/** Every state that differs in nothing that a rule or the world will look at again has one key. */
export function keyOf(state: Play, bounds: Bounds, longest: number): string {
  const marks = state.markets.map((market, at) => marksOf(state, at, market, bounds, longest));
  const place = compress([state.now, ...marks.flatMap(({ instants }) => instants)], longest);
  // Channels of one kind are told apart by nothing.
  const channels = marks.map(({ words }) => words(place)).sort();
  return [place(state.now), state.soldHere, state.writes, state.cancels, state.faults, ...channels].join("|");
}

function marksOf(state: Play, at: number, market: Market, bounds: Bounds, longest: number) {
  const { holds } = bounds;
  const book = state.books[at];
  const instants: number[] = [];
  if (!book) return { instants, words: () => "" };
  const { now } = state;
  const { exposure, look, readBack } = book;
  const total = isTotal(market);
  const windowed = holds.backdated > 1;
  const leaves = total && bounds.leaving;
  const openLook = look && !look.fenced ? look : undefined;
  const newest = exposure.writes.findLast((write) => write.state !== "refused");
  const openReadBack = readBack && newest && readBack.writeId === newest.id && !newest.fenced ? readBack : undefined;
  const sinceWhen = Math.min(
    now,
    openLook?.beganAt ?? now,
    ...exposure.writes.filter(({ fenced }) => !fenced).map(({ sentAt }) => sentAt),
  );
  const returns = exposure.returns
    .filter(({ readAt }) => readAt + bounds.assumed.restock >= sinceWhen)
    .sort((one, other) => one.readAt - other.readAt);
  for (const write of exposure.writes) {
    instants.push(write.sentAt);
    instants.push(write.ackedAt ?? write.diesAt);
  }
  for (const { readAt } of returns) instants.push(readAt);
  if (openLook) instants.push(openLook.beganAt);
  if (openReadBack) instants.push(openReadBack.beganAt);
  if (windowed && book.fenceBeganAt !== undefined) instants.push(book.fenceBeganAt);
  for (const [index, order] of market.orders.entries()) {
    const line = book.lines[index];
    if (windowed && !line) instants.push(order.datedAt);
    if (leaves && line && line.held > 0) instants.push(line.readAt);
  }

  const words = (place: (instant: number) => number): string => {
    const writes = exposure.writes.map((write) =>
      [
        write.kind[0],
        write.units,
        write.total,
        write.state === "unresolved" && write.diesAt < now ? "l" : write.state[0],
        write.fenced,
        write.sentOverUnresolved,
        place(write.sentAt),
        place(write.ackedAt ?? write.diesAt),
        write.state === "unresolved" && write.kind === "gross-set" ? write.liabilityBefore : "",
        openReadBack?.writeId === write.id ? `b${place(openReadBack.beganAt)}.${openReadBack.held}.${openReadBack.shown}` : "",
        market.landing.flatMap((each) => (each.writeId === write.id ? [each.until - now, each.acked] : [])).join("."),
        book.answers.flatMap((each) => (each.writeId === write.id ? [each.applied] : [])).join("."),
      ].join(","),
    );
    const gone = market.landing.filter(({ writeId }) => !exposure.writes.some(({ id }) => id === writeId));
    const orders = market.orders.map((order, index) => {
      const line = book.lines[index];
      return [
        order.state[0],
        order.owed && (line?.givenBackAt === undefined ? "?" : Math.max(-1, line.givenBackAt + holds.restock - now)),
        order.accepted,
        line
          ? `${line.held}${line.handed_over}${line.returned}`
          : order.listedFrom === unlisted
            ? "hidden"
            : Math.min(now - order.listedFrom, holds.visible),
        windowed && !line ? place(order.datedAt) : "",
        leaves && order.state === "new" ? Math.min(now - order.placedAt, 2 * longest) : "",
        leaves && line && line.held > 0 ? place(line.readAt) : "",
        total ? exposure.writes.map(({ counted }) => counted?.includes(String(index))).join(".") : "",
      ].join(",");
    });
    return [
      market.kind[0],
      market.number,
      exposure.liability,
      exposure.doubted,
      book.known,
      writes.join(";"),
      returns.map(({ readAt }) => place(readAt)).join(),
      look
        ? [
            look.shown,
            look.sellable,
            look.fenced,
            look.held,
            openLook && `${place(openLook.beganAt)}.${openLook.liability}`,
          ].join()
        : "",
      gone.map(({ kind, units, until, acked }) => [kind[0], units, until - now, acked].join()).join(";"),
      windowed && book.fenceBeganAt !== undefined ? place(book.fenceBeganAt) : "",
      leaves ? Math.min(now - book.coveredUntil, 2 * longest) : total && book.fenceBeganAt !== undefined,
      orders.sort().join(";"),
    ].join("/");
  };
  return { instants, words };
}

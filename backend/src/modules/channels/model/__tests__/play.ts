import type { BookedWrite } from "../../plan/stock";
import { type Bounds, nameOf, type Play, unlisted } from "./bounds";
import { type Book, emptyBook, house, type PlannedWrite } from "./house";
import { keyOf } from "./key";
import { buy, changeOrder, isAtomic, isTotal, type Market, putBack, sellable, takeEffect } from "./market";
import { brokenAdmission, brokenPromise, brokenRoom, brokenWriteRule, isNews } from "./rules";
import type { Step } from "./search";

/** Everything that may happen next: on the marketplaces, on our side, and with time. */
export function play(bounds: Bounds) {
  const ours = house(bounds);
  const { holds } = bounds;
  const start: Play = {
    now: 0,
    markets: bounds.kinds.map((kind): Market => ({ kind, number: bounds.adopted ? 1 : 0, orders: [], landing: [] })),
    books: bounds.kinds.map((_, at) => emptyBook(nameOf(at), !bounds.adopted)),
    shelf: { onHand: bounds.onHand, held: 0 },
    soldHere: 0,
    writes: 0,
    cancels: 0,
    faults: 0,
  };

  const sales = ({ markets, soldHere }: Play) => soldHere + markets.reduce((sum, { orders }) => sum + orders.length, 0);

  function withMarket(state: Play, at: number, market: Market, more: Partial<Play> = {}): Play {
    return { ...state, ...more, markets: state.markets.map((each, index) => (index === at ? market : each)) };
  }
  function withBook(state: Play, at: number, book: Book, more: Partial<Play> = {}): Play {
    return { ...state, ...more, books: state.books.map((each, index) => (index === at ? book : each)) };
  }

  function* marketSteps(state: Play, at: number, market: Market): Generator<Step<Play>> {
    const name = nameOf(at);
    const { now } = state;
    if (sellable(market) > 0 && sales(state) < bounds.orders) {
      for (let datedAt = now; datedAt === now || datedAt > now - holds.backdated; datedAt -= 1)
        yield {
          does: `the ${name} channel sells one${datedAt < now ? `, dated ${now - datedAt} earlier` : ""}`,
          state: withMarket(state, at, buy(market, { placedAt: now, datedAt, listedFrom: now })),
        };
      if (bounds.hidden)
        yield {
          does: `the ${name} channel sells one to a buyer who has not paid`,
          state: withMarket(state, at, buy(market, { placedAt: now, datedAt: now, listedFrom: unlisted })),
        };
    }
    for (const [index, order] of market.orders.entries()) {
      const line = state.books[at]?.lines[index];
      if (order.state === "new" && state.cancels < bounds.cancels)
        yield {
          does: `order ${index + 1} of the ${name} channel is cancelled`,
          state: withMarket(state, at, changeOrder(market, index, { state: "cancelled", owed: true }), {
            cancels: state.cancels + 1,
          }),
        };
      if (order.owed && (line?.givenBackAt === undefined || now <= line.givenBackAt + holds.restock))
        yield {
          does: `its unit of order ${index + 1} is on sale again on the ${name} channel`,
          state: withMarket(state, at, putBack(market, index)),
        };
      if (order.state === "new" && order.listedFrom === unlisted)
        yield {
          does: `order ${index + 1} of the ${name} channel is paid`,
          state: withMarket(state, at, changeOrder(market, index, { listedFrom: now })),
        };
      const mayLeave = isTotal(market) ? order.accepted && now >= order.placedAt + holds.leaves : true;
      if (bounds.leaving && order.state === "new" && mayLeave && order.listedFrom <= now)
        yield {
          does: `order ${index + 1} of the ${name} channel is handed over`,
          state: withMarket(state, at, changeOrder(market, index, { state: "left" })),
        };
    }
    for (const [index, landing] of market.landing.entries()) {
      const after = takeEffect(market, landing) ?? market;
      const landed = { ...after, landing: market.landing.filter((_, other) => other !== index) };
      const does = `${landing.writeId} takes effect on the ${name} channel`;
      yield { does, state: withMarket(state, at, landed) };
      const book = state.books[at];
      if (!landing.acked && book)
        yield {
          does: `${does}, and is answered`,
          state: withBook(
            withMarket(state, at, landed),
            at,
            ours.settle(book, market.kind, landing.writeId, { applied: after !== market, at: now }, now),
          ),
        };
    }
  }

  function* houseSteps(state: Play, at: number, market: Market, book: Book): Generator<Step<Play>> {
    const name = nameOf(at);
    const { now } = state;
    for (const [index, order] of market.orders.entries())
      if (order.listedFrom <= now && isNews(book, index, order.state)) {
        const read = ours.readOrder(book, state.shelf, index, order, now);
        yield {
          does: `we read order ${index + 1} of the ${name} channel, ${order.state}`,
          state: withBook(state, at, read.book, { shelf: read.shelf }),
        };
      }
    yield {
      does: `we read the stock of the ${name} channel: ${sellable(market)}`,
      state: withBook(state, at, ours.readStock(book, market, now)),
    };
    yield fenceRead(state, at, market, book);
    for (const answer of book.answers)
      yield {
        does: `the late answer to ${answer.writeId} is told`,
        state: withBook(state, at, {
          ...ours.settle(book, market.kind, answer.writeId, answer, now),
          answers: book.answers.filter((each) => each !== answer),
        }),
      };
    if (bounds.leaving && isTotal(market))
      for (const [index, order] of market.orders.entries())
        if (order.state === "new" && !order.accepted && ours.mayLeave(book, index, now))
          yield {
            does: `we accept order ${index + 1} of the ${name} channel`,
            state: withMarket(state, at, changeOrder(market, index, { accepted: true })),
          };
    if (state.writes >= bounds.writes) return;
    const given = [state.books, at, market, state.shelf, now, `write ${state.writes + 1}`] as const;
    for (const write of bounds.unplanned ? ours.admits(...given) : ours.plans(...given))
      yield* sendings(state, at, market, book, write);
  }

  function fenceRead(state: Play, at: number, market: Market, book: Book): Step<Play> {
    const { now } = state;
    const from = ours.listsFrom(book);
    let read = { book, shelf: state.shelf };
    for (const [index, order] of market.orders.entries())
      if (order.listedFrom <= now - holds.visible && order.datedAt >= from && isNews(read.book, index, order.state))
        read = ours.readOrder(read.book, read.shelf, index, order, now);
    const { accused, ...settled } = ours.settleFence(read.book, market.orders, now);
    return {
      does: `we read the orders of the ${nameOf(at)} channel by creation`,
      state: withBook(state, at, settled, { shelf: read.shelf }),
      breaks: accused ? "somebody else is said to have raised what nobody raised" : undefined,
    };
  }

  /** Booked, sent, and what may become of it (R1 to R4). */
  function* sendings(state: Play, at: number, market: Market, before: Book, write: PlannedWrite): Generator<Step<Play>> {
    const { now } = state;
    const { writeId, kind, units } = write;
    const booked = ours.book(before, write);
    const breaks =
      (bounds.unplanned ? undefined : brokenWriteRule(before.exposure, write, now)) ??
      brokenAdmission(state, at, write, bounds.allowance);
    const sent = (market: Market, book: Book, faults: number): Play =>
      withBook(withMarket(state, at, market), at, book, { writes: state.writes + 1, faults: state.faults + faults });
    const does = `we send the ${nameOf(at)} channel ${wordsOf(write)} as ${writeId}:`;
    const answered = (applied: boolean) => ours.settle(booked, market.kind, writeId, { applied, at: now }, now);
    const later = (applied: boolean): Book => ({ ...booked, answers: [...booked.answers, { writeId, applied, at: now }] });
    const open = (until: number, acked: boolean): Market => ({
      ...market,
      landing: [...market.landing, { writeId, kind, units, until, acked }],
    });
    const after = takeEffect(market, write);
    const atomic = isAtomic(market.kind, bounds.atomic);

    if (after) yield { does: `${does} done`, state: sent(after, answered(true), 0), breaks };
    else yield { does: `${does} refused, it does not fit`, state: sent(market, answered(false), 0), breaks };
    if (state.faults >= bounds.faults) return;
    yield { does: `${does} no answer`, state: sent(open(now + holds.dies, false), booked, 1), breaks };
    yield { does: `${does} refused`, state: sent(market, answered(false), 1), breaks };
    yield { does: `${does} refused, and the worker stalls`, state: sent(market, later(false), 1), breaks };
    if (after) yield { does: `${does} done, and the worker stalls`, state: sent(after, later(true), 1), breaks };
    if (!atomic)
      yield {
        does: `${does} acknowledged, not yet done`,
        state: sent(open(now + holds.effect, true), answered(true), 1),
        breaks,
      };
    if (!atomic) yield { does: `${does} acknowledged and never done`, state: sent(market, answered(true), 1), breaks };
  }

  function next(state: Play): Step<Play>[] {
    const steps: Step<Play>[] = [];
    for (const [at, market] of state.markets.entries()) {
      const book = state.books[at];
      steps.push(...marketSteps(state, at, market));
      if (book) steps.push(...houseSteps(state, at, market, book));
    }
    if (bounds.shop && sales(state) < bounds.orders && ours.sellsHere(state.shelf, state.books))
      steps.push({
        does: "our shop sells one",
        state: { ...state, soldHere: state.soldHere + 1, shelf: { ...state.shelf, held: state.shelf.held + 1 } },
      });
    // What was acknowledged takes effect in its time.
    if (!state.markets.some(({ landing }) => landing.some(({ acked, until }) => acked && until <= state.now)))
      steps.push({
        does: "time passes",
        state: {
          ...state,
          now: state.now + 1,
          markets: state.markets.map((market) => ({
            ...market,
            landing: market.landing.filter(({ until }) => until > state.now),
          })),
        },
      });
    return steps;
  }

  return {
    start,
    next,
    key: (state: Play) => keyOf(state, bounds),
    breaks: (state: Play, before: Play) => brokenPromise(state, bounds, ours) ?? brokenRoom(before, state),
  };
}

function wordsOf({ kind, units, ledger }: BookedWrite): string {
  if (kind === "delta") return units < 0 ? `${units}` : `+${units}`;
  const left = ledger.writes.at(-1)?.units ?? units;
  return kind === "gross-set" ? `a total of ${units} that leaves ${left}` : `the number ${units}`;
}

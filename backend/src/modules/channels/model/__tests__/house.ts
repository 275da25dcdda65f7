import { assumptionsOf } from "../../assumptions";
import { withoutHistory } from "../../exposures";
import { fenceOne } from "../../fence-in";
import {
  admitsRaise,
  admitsSale,
  apply,
  type Exposure,
  keptSince,
  mayLetLeave,
  newestWrite,
  raiseOf,
  refuse,
  reserve,
  room,
} from "../../ledger";
import { moveLine } from "../../orders-in";
import { showsWrite } from "../../plan/shows-write";
import { type BookedWrite, planStock } from "../../plan/stock";
import type { PlanComponent, SeenLook, SkuState } from "../../plan/stock-state";
import type { Bounds } from "./bounds";
import { holding, isAtomic, isTotal, type Market, type MarketKind, type Order, sellable } from "./market";

/** The durations of sync-protocol §6, in instants that matter. */
export interface Durations {
  readonly visible: number;
  readonly backdated: number;
  readonly effect: number;
  readonly shows: number;
  readonly dies: number;
  readonly restock: number;
  readonly leaves: number;
}

/** What our side has written down of an order, as a line of it. */
export interface Line {
  readonly cancelled: number;
  readonly held: number;
  readonly handed_over: number;
  readonly returned: number;
  readonly readAt: number;
  /** When its cancellation was read. */
  readonly givenBackAt?: number;
}
/** What our side has written down of a channel. */
export interface Book {
  readonly exposure: Exposure;
  readonly known: boolean;
  readonly lines: readonly (Line | undefined)[];
  readonly look?: SeenLook | undefined;
  readonly readBack?: SkuState["readBack"];
  readonly coveredUntil: number;
  readonly fenceBeganAt?: number | undefined;
  /** Answers that a stalled worker has not told yet. */
  readonly answers: readonly { readonly writeId: string; readonly applied: boolean; readonly at: number }[];
}
export interface Shelf {
  readonly onHand: number;
  readonly held: number;
}
/** Booked while others claimed so much of the shelf. */
export type PlannedWrite = BookedWrite & { readonly claimed: number };

const never = Number.NEGATIVE_INFINITY;
const upTo = (most: number): readonly number[] => Array.from({ length: Math.max(0, most) + 1 }, (_, units) => units);
/** What is not known is doubted too. */
export const emptyBook = (id: string, known: boolean): Book => ({
  exposure: { id, liability: 0, writes: [], returns: [], ...(known ? {} : { doubted: true }) },
  known,
  lines: [],
  coveredUntil: never,
  answers: [],
});

/** Whether it is long ago that something was tried, and whether held orders are about to be accepted. */
const pacesOf = (market: Market): readonly (readonly [number, boolean])[] =>
  isTotal(market)
    ? [
        [Number.POSITIVE_INFINITY, false],
        [never, false],
        [Number.POSITIVE_INFINITY, true],
      ]
    : [
        [Number.POSITIVE_INFINITY, false],
        [never, false],
      ];

/** Our side of the search: the ledger, the plan and what surrounds them are the product's own. */
export function house({
  assumed: durations,
  allowance,
  atomic,
  others,
}: Pick<Bounds, "assumed" | "allowance" | "atomic" | "others">) {
  const assumptions = {
    ...assumptionsOf("shopee"),
    orderVisibleWithinMs: durations.visible,
    createdBackdatedMs: durations.backdated,
    writeEffectiveWithinMs: durations.effect,
    readSeesWriteWithinMs: durations.shows,
    requestDiesWithinMs: durations.dies,
    restockWithinMs: durations.restock,
    leaveTakesAtLeastMs: durations.leaves,
  };
  const answerOf = (kind: MarketKind) => ({
    moveIsAtomic: isAtomic(kind, atomic),
    refusesBelowHolds: kind === "refused total",
    restockWithinMs: durations.restock,
  });

  function component(shelf: Shelf, books: readonly Book[]): PlanComponent {
    return {
      id: "jar",
      ...shelf,
      allowance,
      accepted: allowance,
      claims: books.reduce((sum, { exposure }) => sum + exposure.liability, 0),
      buffer: {},
      soldLastHour: 0,
      // Who wants how much is drawn by the search: nobody has a share of his own, so that each may wish for all that is free.
      claimants: books.map(({ exposure }) => ({
        exposureId: exposure.id,
        units: exposure.liability,
        live: false,
        reachable: true,
      })),
    };
  }

  const unitsHeld = (book: Book, counts: (line: Line, at: number) => boolean) =>
    book.lines.reduce((sum, line, at) => sum + (line && counts(line, at) ? line.held : 0), 0);

  return {
    component,

    readOrder(book: Book, shelf: Shelf, at: number, { state }: Order, now: number): { book: Book; shelf: Shelf } {
      const line = book.lines[at] ?? { cancelled: 0, held: 0, handed_over: 0, returned: 0, readAt: now };
      const moved = moveLine(book.exposure, line, 1, state === "left" ? "handed-over" : state, now);
      const lines = [...book.lines];
      lines[at] = {
        cancelled: 0,
        held: moved.line.held,
        handed_over: moved.line.handedOver,
        returned: moved.line.returned,
        readAt: line.readAt,
        ...(moved.line.returned > 0 ? { givenBackAt: line.givenBackAt ?? now } : {}),
      };
      return {
        book: { ...book, exposure: moved.exposure, lines },
        shelf: { held: shelf.held + moved.shelf.held, onHand: shelf.onHand + moved.shelf.onHand },
      };
    },

    readStock(book: Book, market: Market, now: number): Book {
      const newest = newestWrite(book.exposure);
      const counters = {
        sellable: sellable(market),
        ...(isTotal(market) ? { total: market.number, held: holding(market) } : {}),
      };
      const read = { beganAt: now, endedAt: now, ...(isTotal(market) ? { held: holding(market) } : {}) };
      const kept = newest ? keptSince(book.exposure, newest.sentAt, durations.restock) : 0;
      const shows =
        newest?.ackedAt !== undefined && now >= newest.ackedAt + durations.shows && showsWrite(newest, counters, kept);
      const shown = isTotal(market) ? Math.max(market.number, counters.sellable) : counters.sellable;
      return {
        ...book,
        look: { ...read, shown, sellable: counters.sellable, liability: book.exposure.liability },
        ...(shows ? { readBack: { ...read, shown: counters.sellable, writeId: newest.id } } : {}),
      };
    },

    /** From when on the next reading by creation time lists orders. */
    listsFrom: ({ fenceBeganAt }: Book): number =>
      fenceBeganAt === undefined ? never : fenceBeganAt - durations.visible - durations.backdated,

    /** The orders of the reading have been read. */
    settleFence(book: Book, orders: readonly Order[], now: number): Book & { accused?: boolean } {
      const coveredUntil = now - durations.visible;
      const { exposure, known, look, readBack } = book;
      const fenced = fenceOne(
        { id: exposure.id, listingId: exposure.id, known, ledger: exposure, readBack, look, recipe: [] },
        {
          coveredUntil,
          now,
          assumptions,
          knownAt: (readAt) =>
            unitsHeld(
              book,
              (line, at) =>
                line.readAt <= readAt || (orders[at]?.datedAt ?? Number.POSITIVE_INFINITY) <= readAt - durations.backdated,
            ),
          held: unitsHeld(book, () => true),
        },
      );
      return {
        ...book,
        coveredUntil,
        fenceBeganAt: now,
        exposure: withoutHistory(fenced?.ledger ?? exposure),
        known: fenced?.known ?? known,
        look: fenced?.look ?? look,
        ...(fenced?.raised ? { accused: true } : {}),
      };
    },

    /**
     * Every write that the plan books for one channel, whatever of it is wanted and whatever others claim, soon after the last
     * or long after; each with the most that others claimed.
     */
    plans(books: readonly Book[], at: number, market: Market, shelf: Shelf, now: number, writeId: string): PlannedWrite[] {
      const book = books[at];
      if (!book) return [];
      const found = new Map<string, PlannedWrite>();
      const jar = component(shelf, books);
      const skus = [undefined, ...upTo(shelf.onHand - shelf.held)].flatMap((wanted) =>
        pacesOf(market).map(([lookEveryMs, leaves]) => ({ lookEveryMs, sku: skuOf(book, market, wanted, leaves) })),
      );
      for (const claimed of others ? upTo(room(jar)) : [0])
        for (const { lookEveryMs, sku } of skus) {
          const { writes } = planStock({
            now,
            ordersRead: true,
            coveredUntil: book.coveredUntil,
            rules: {
              ...assumptions,
              kind: isTotal(market) ? "gross-set" : "net-set",
              canAdjust: market.kind === "delta",
              sendWithinMs: 0,
              lookEveryMs,
            },
            components: new Map([["jar", { ...jar, claims: jar.claims + claimed }]]),
            skus: [sku],
            writeId: () => writeId,
          });
          for (const write of writes)
            found.set(`${write.kind} ${write.units} ${write.ledger.writes.at(-1)?.counted?.join()}`, { ...write, claimed });
        }
      return [...found.values()];
    },

    /** Every write that the ledger admits, whoever planned it, over whatever is still open. */
    admits(books: readonly Book[], at: number, market: Market, shelf: Shelf, now: number, writeId: string): PlannedWrite[] {
      const book = books[at];
      if (!book) return [];
      const { exposure } = book;
      const jar = component(shelf, books);
      const kind = isTotal(market) ? "gross-set" : market.kind === "delta" ? "delta" : "net-set";
      const most = Math.max(0, exposure.liability) + Math.max(0, room(jar));
      return Array.from({ length: 2 * most + 1 }, (_, place) => place - most)
        .filter((units) => (kind === "delta" ? units !== 0 : units >= 0))
        .map(
          (units) =>
            ({
              id: writeId,
              kind,
              units,
              ...(kind === "gross-set" ? { total: units, counted: [] } : {}),
              sentAt: now,
              diesAt: now + durations.dies,
            }) as const,
        )
        .filter((intent) => admitsRaise(jar, raiseOf(exposure, intent)))
        .map((intent) => ({
          listingId: exposure.id,
          writeId,
          kind,
          units: intent.units,
          why: "raise",
          dark: false,
          ledger: reserve(exposure, intent),
          claimed: 0,
        }));
    },

    book: (book: Book, write: BookedWrite): Book => ({ ...book, exposure: withoutHistory(write.ledger) }),

    settle(book: Book, kind: MarketKind, writeId: string, answer: { applied: boolean; at: number }, now: number): Book {
      const exposure = answer.applied
        ? apply(book.exposure, writeId, { now, ackedAt: answer.at, ...answerOf(kind) })
        : refuse(book.exposure, writeId, now);
      return { ...book, exposure: withoutHistory(exposure) };
    },

    mayLeave: (book: Book, at: number, now: number): boolean => {
      const line = book.lines[at];
      return (
        line !== undefined &&
        line.held > 0 &&
        mayLetLeave(book.exposure, { id: String(at), readAt: line.readAt }, now, durations.effect, book.readBack?.writeId)
      );
    },

    sellsHere: (shelf: Shelf, books: readonly Book[]): boolean => admitsSale(component(shelf, books), 1),
  };

  function skuOf(book: Book, market: Market, wanted: number | undefined, leaves: boolean): SkuState {
    const orders = book.lines.flatMap((line, at) => {
      const order = market.orders[at];
      return line && order && line.held > 0 ? [{ id: String(at), line, order }] : [];
    });
    return {
      listingId: book.exposure.id,
      exposure: book.exposure,
      live: wanted !== undefined,
      known: book.known,
      cap: wanted,
      parts: [{ componentId: "jar", quantity: 1 }],
      readBack: book.readBack,
      look: book.look,
      holds: orders.map(({ id, line, order }) => ({
        orderId: id,
        units: line.held,
        untouched: !order.accepted,
        placedAt: order.datedAt,
      })),
      leaving: leaves ? orders.filter(({ order }) => !order.accepted).map(({ id, line }) => ({ id, readAt: line.readAt })) : [],
    };
  }
}
export type House = ReturnType<typeof house>;

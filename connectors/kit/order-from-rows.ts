import { type Instant, instant, type Order, type OrderState, orderStates, vnd } from "../contract/index.ts";

/** One row of an order file, its cells already read; what the file does not say is undefined. */
export interface OrderRow {
  readonly createdAt: Instant | undefined;
  readonly state: OrderState | undefined;
  readonly stateWord: string | undefined;
  readonly lineId: string | undefined;
  readonly sku: string;
  readonly productId: string | undefined;
  readonly title: string | undefined;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly cancelledQuantity: number | undefined;
  readonly returnedQuantity: number | undefined;
  readonly changedAt: Instant | undefined;
  readonly paidAt: Instant | undefined;
  readonly shipBy: Instant | undefined;
  readonly total: number | undefined;
  readonly shippingFee: number | undefined;
  readonly buyer: Readonly<Record<"name" | "phone" | "address" | "province" | "commune", string | undefined>>;
  readonly note: string | undefined;
}

/**
 * Rows that share a line's number and say the same are one line; where they say different things there is no order. Without
 * numbers each row is a line, named by its SKU, and lines of one SKU are told apart by what they say, not by their place: the
 * same order in another order of rows has the same lines.
 */
export function orderFromRows(
  id: string,
  rows: readonly OrderRow[],
  confirmWithinHours: number | undefined,
): Order | { readonly twice: string } {
  const lines = new Map<string, OrderRow>();
  for (const row of rows) {
    if (row.lineId === undefined) continue;
    const known = lines.get(row.lineId);
    if (known && (known.state !== row.state || contentOf(known) !== contentOf(row))) return { twice: row.lineId };
    lines.set(row.lineId, row);
  }
  const named = rows
    .filter(({ lineId }) => lineId === undefined)
    .map((row) => ({ row, content: contentOf(row) }))
    .toSorted((one, other) => (one.content < other.content ? -1 : Number(one.content > other.content)));
  const nextPlace = new Map<string, number>();
  for (const { row } of named) {
    let place = nextPlace.get(row.sku) ?? 1;
    let name = place === 1 ? row.sku : `${row.sku}-${place}`;
    for (; lines.has(name); name = `${row.sku}-${place}`) place += 1;
    nextPlace.set(row.sku, place + 1);
    lines.set(name, row);
  }

  const createdAt = earliest(rows.map((row) => row.createdAt)) ?? instant(0);
  const { state, word } = stateOf(rows);
  const first = <Field extends keyof OrderRow>(field: Field): OrderRow[Field] | undefined =>
    rows.find((row) => row[field] !== undefined)?.[field];
  const total = first("total");
  const shippingFee = first("shippingFee");
  const shipBy =
    first("shipBy") ??
    (confirmWithinHours !== undefined && state === "new"
      ? instant(Date.parse(createdAt) + confirmWithinHours * 3_600_000)
      : undefined);
  return {
    id,
    state,
    channelState: word,
    createdAt,
    changedAt: latest(rows.map((row) => row.changedAt)) ?? createdAt,
    paidAt: first("paidAt"),
    shipBy,
    total: total === undefined ? undefined : vnd(total),
    shippingFee: shippingFee === undefined ? undefined : vnd(shippingFee),
    buyer: rows.find(({ buyer }) => Object.values(buyer).some(Boolean))?.buyer,
    note: first("note"),
    lines: [...lines].map(([lineId, row]) => ({
      id: lineId,
      productId: row.productId,
      sellerSku: row.sku,
      title: row.title ?? row.sku,
      quantity: row.quantity,
      cancelledQuantity: row.cancelledQuantity ?? (row.state === "cancelled" ? row.quantity : 0),
      returnedQuantity: row.returnedQuantity ?? (row.state === "returned" ? row.quantity : 0),
      unitPrice: vnd(row.unitPrice),
    })),
  };
}

/** Where rows differ, what is cancelled or returned is so by its line; of the others the one that moved least speaks: it still holds stock. */
function stateOf(rows: readonly OrderRow[]): { state: OrderState; word: string } {
  const alive = rows.filter(({ state }) => state !== "cancelled" && state !== "returned");
  const [slowest] = (alive.length ? alive : rows).toSorted((one, other) => rank(one) - rank(other));
  return { state: slowest?.state ?? "new", word: slowest?.stateWord ?? "" };
}
const rank = ({ state }: OrderRow) => orderStates.indexOf(state ?? "new");

const contentOf = ({ sku, unitPrice, quantity, title = "", productId = "", cancelledQuantity, returnedQuantity }: OrderRow) =>
  JSON.stringify([sku, unitPrice, quantity, title, productId, cancelledQuantity ?? 0, returnedQuantity ?? 0]);

const earliest = (moments: readonly (Instant | undefined)[]) => known(moments)[0];
const latest = (moments: readonly (Instant | undefined)[]) => known(moments).at(-1);
const known = (moments: readonly (Instant | undefined)[]) => moments.filter((at) => at !== undefined).toSorted();

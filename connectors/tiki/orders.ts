import { createHash } from "node:crypto";
import { z } from "zod";
import { ConnectorError, type Instant, type Order, type OrderPort, type OrderReturn, type Page } from "../contract/index.ts";
import { allOrNone, readEach } from "../kit/read-each.ts";
import type { TikiClient } from "./client.ts";
import { type Confirmation, confirmOrder } from "./confirm-order.ts";
import { listingIdOf } from "./listing-id.ts";
import { orderFromTiki } from "./order-from-tiki.ts";
import { orderReturnFromTiki } from "./order-return-from-tiki.ts";
import { readPage } from "./pages.ts";
import { tikiLimits } from "./policy.ts";
import { productByNumber } from "./products.ts";
import type { TikiSettings } from "./settings.ts";
import { tikiTexts } from "./texts.ts";
import { instantFromTikiIfAny, instantToTiki } from "./tiki-time.ts";
import { type TikiOrder, type TikiPage, tikiOrderSchema } from "./wire.ts";

/**
 * Where a reading of changes stands: from which moment, and the page of it. `total` is there while one full second is read
 * by itself.
 */
const changePlaceSchema = z.object({
  from: z.int(),
  page: z.int().positive(),
  total: z.int().optional(),
  /** Orders of that moment that were told with the page before: they stand on this one again. */
  told: z.array(z.string()).optional(),
});
type ChangePlace = z.infer<typeof changePlaceSchema>;

/** Where a reading by creation stands: what this pass has seen, and what the pass before it saw in all. */
const createdPlaceSchema = z.object({
  page: z.int().positive(),
  total: z.int().optional(),
  rows: z.int(),
  mark: z.string(),
  before: z.object({ rows: z.int(), mark: z.string() }).optional(),
});
type CreatedPlace = z.infer<typeof createdPlaceSchema>;

type Paging = NonNullable<TikiPage["paging"]>;

const codeSchema = z.object({ code: z.union([z.string(), z.number()]).transform(String) });
const nameOf = (row: unknown) => codeSchema.safeParse(row).data?.code;
const productSchema = z.object({ seller_product_code: z.string().nullish(), original_sku: z.string().nullish() });
const contentsSchema = z.object({ items: z.array(z.object({ product: productSchema })) });
/** By seller SKU: Tiki's number alone names none of ours (listing-id.ts). */
function contentsOf(row: unknown): string[] | undefined {
  const read = contentsSchema.safeParse(row);
  const skusOf = ({ product }: { product: z.infer<typeof productSchema> }) => [
    product.seller_product_code,
    product.original_sku,
  ];
  return read.success ? allOrNone(read.data.items, skusOf) : undefined;
}
const second = 1_000;

export function tikiOrders(client: TikiClient, settings: TikiSettings): OrderPort {
  /** A page of orders, or a failure where Tiki does not say how many there are: without that nothing is known to be whole. */
  async function page(query: Readonly<Record<string, string>>, at: number): Promise<{ rows: unknown[]; paging: Paging }> {
    const { data, paging } = await readPage(client, "/v2/orders", query, at, "stock");
    if (paging) return { rows: data, paging };
    throw new ConnectorError("unexpected", "paging", "/v2/orders came without its paging", { says: tikiTexts.say("shape") });
  }

  /** Order lines may leave the seller SKU out; the product knows it (tiki §7). */
  async function withSkus(orders: readonly Order[]): Promise<Order[]> {
    const skus = new Map<string, string>();
    const nameless = orders.flatMap(({ lines }) => lines.flatMap((line) => (line.sellerSku ? [] : (line.productId ?? []))));
    for (const number of new Set(nameless)) {
      const product = await productByNumber(client, number, "stock");
      if (product?.original_sku?.trim()) skus.set(number, product.original_sku.trim());
    }
    if (!skus.size) return [...orders];
    return orders.map((order) => ({
      ...order,
      lines: order.lines.map((line) => {
        const sellerSku = line.productId && !line.sellerSku ? skus.get(line.productId) : undefined;
        return sellerSku && line.productId ? { ...line, sellerSku, productId: listingIdOf(sellerSku, line.productId) } : line;
      }),
    }));
  }

  async function readOrders(rows: readonly unknown[]): Promise<Page<Order>> {
    const read = readEach(rows, tikiOrderSchema, orderFromTiki, nameOf, contentsOf);
    return { items: await withSkus(read.items), problems: read.problems };
  }

  async function changes(
    changedSince: Instant,
    cursor: string | undefined,
    filter: Readonly<Record<string, string>>,
  ): Promise<{ rows: readonly unknown[]; nextCursor?: string }> {
    const place: ChangePlace = cursor
      ? changePlaceSchema.parse(JSON.parse(cursor))
      : { from: Math.floor(Date.parse(changedSince) / second) * second, page: 1 };
    const alone = place.total !== undefined;
    const from = instantToTiki(place.from);
    const { rows, paging } = await page(
      { ...filter, updated_from_date: from, ...(alone ? { updated_to_date: from } : {}) },
      place.page,
    );
    const next = nextChanges(place, rows, paging);
    const known = new Set(place.told);
    const fresh = rows.filter((row) => !known.has(nameOf(row) ?? "") || momentOf(row) !== place.from);
    return { rows: fresh, ...(next ? { nextCursor: JSON.stringify(next) } : {}) };
  }

  const readOne = (orderId: string): Promise<TikiOrder> =>
    client.get(`/v2/orders/${encodeURIComponent(orderId)}`, { urgency: "stock" }, tikiOrderSchema);
  const confirm = (orderId: string, answer: Confirmation) => confirmOrder(client, settings, readOne, orderId, answer);

  return {
    async list({ changedSince, cursor }) {
      const { rows, ...next } = await changes(changedSince, cursor, {});
      return { ...(await readOrders(rows)), ...next };
    },
    /** Tiki's own order, newest first, is by creation; what comes while we read pushes rows towards us, never past us. */
    async listCreated({ createdSince, cursor }) {
      const place: CreatedPlace = cursor ? createdPlaceSchema.parse(JSON.parse(cursor)) : { page: 1, rows: 0, mark: noMark };
      const query = { created_from_date: instantToTiki(createdSince) };
      const { rows, paging } = await page(query, place.page);
      const { total, last_page } = paging;
      const orders = await readOrders(rows);
      const goOn = (next: CreatedPlace) => ({ ...orders, nextCursor: JSON.stringify(next), complete: false });
      // Rows came or went between two pages: what was seen of this pass proves nothing.
      if (place.page > 1 && place.total !== total) return goOn({ page: 1, rows: 0, mark: noMark });
      const seen = { rows: place.rows + rows.length, mark: rows.reduce<string>(markWith, place.mark) };
      if (place.page < last_page) return goOn({ ...place, ...seen, page: place.page + 1, total });
      if (total >= tikiLimits.rowsPerList) return { ...orders, complete: false };
      if (seen.rows === total) return { ...orders, complete: true };
      // Tiki counts orders that it does not show (open-api-docs issue 190): then two passes must show the same.
      if (!place.before) return goOn({ page: 1, rows: 0, mark: noMark, before: seen });
      const same = seen.rows > 0 && place.before.rows === seen.rows && place.before.mark === seen.mark;
      return { ...orders, complete: same };
    },
    async get(orderId) {
      const order = await readOne(orderId);
      let read: Order;
      try {
        read = orderFromTiki(order);
      } catch (error) {
        throw new ConnectorError("unexpected", "order", `Order ${orderId}: ${error instanceof Error ? error.message : "?"}`, {
          says: tikiTexts.say("shape"),
        });
      }
      const [found] = await withSkus([read]);
      return found ?? read;
    },
    accept: (orderId) => confirm(orderId, "available"),
    /** Tiki lets a seller give an order up only instead of confirming it; it takes no reason. */
    cancel: (orderId) => confirm(orderId, "unavailable"),
    async listReturns({ changedSince, cursor }): Promise<Page<OrderReturn>> {
      const { rows, ...next } = await changes(changedSince, cursor, { status: "in|returned" });
      return { ...readEach(rows, tikiOrderSchema, orderReturnFromTiki, nameOf), ...next };
    },
  };
}

/**
 * Changes come in order of `updated_at`, and an order that changes while we read moves to their end and pulls another across
 * the page's border. So the next page is the first one from the newest moment seen; where a whole page is of one moment, that
 * second is read alone, and read again when it lost a row (sync-protocol §4).
 */
function nextChanges(place: ChangePlace, rows: readonly unknown[], { total, last_page }: Paging): ChangePlace | undefined {
  const alone = place.total !== undefined;
  if (alone && place.page > 1 && total !== place.total) return { from: place.from, page: 1, total };
  if (place.page >= last_page) return alone ? { from: place.from + second, page: 1 } : undefined;
  if (alone) return { from: place.from, page: place.page + 1, total };
  const moments = rows.flatMap((row) => momentOf(row) ?? []);
  const rising = moments.every((at, index) => at >= (moments[index - 1] ?? 0));
  const newest = Math.max(...moments);
  const told = rows.flatMap((row) => (momentOf(row) === newest ? (nameOf(row) ?? []) : []));
  if (rising && newest > place.from) return { from: newest, page: 1, told };
  // A page of hidden orders, or one that is not in order: there is no moment to go on from.
  if (!rising || newest < place.from) return { from: place.from, page: place.page + 1 };
  return { from: place.from, page: 1, total };
}

const changedSchema = z.object({ updated_at: z.string() });
function momentOf(row: unknown): number | undefined {
  const at = instantFromTikiIfAny(changedSchema.safeParse(row).data?.updated_at);
  return at ? Date.parse(at) : undefined;
}

const noMark = "0".repeat(16);
/** The same orders in any order make the same mark. */
const markWith = (mark: string, row: unknown): string => {
  const digest = createHash("sha256")
    .update(nameOf(row) ?? JSON.stringify(row))
    .digest("hex")
    .slice(0, 16);
  return (BigInt(`0x${mark}`) ^ BigInt(`0x${digest}`)).toString(16).padStart(16, "0");
};

import type { Instant, Order, OrderReturn, Page } from "connectors/contract";
import { sheetFileFromText } from "connectors/contract";
import type { ActContext, Found, Handlers } from "../act-context.ts";
import { absent } from "./absent.ts";

/** A channel that never ends its pages is cut off; what is incomplete proves nothing and is read again. */
const mostPages = 500;

async function readPages<Item>(
  read: (cursor: string | undefined) => Promise<Page<Item> & { readonly complete?: boolean }>,
  keep: (page: Page<Item>, beganAt: Instant) => Promise<void>,
  now: () => Instant,
): Promise<boolean> {
  let cursor: string | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const beganAt = now();
    const page = await read(cursor);
    await keep(page, beganAt);
    if (!page.nextCursor) return page.complete ?? true;
    cursor = page.nextCursor;
  }
  return false;
}

const postOrders = (context: ActContext) => (page: Page<Order>, beganAt: Instant) =>
  context.post({ orders: [...page.items], problems: [...page.problems] }, beganAt);

export const orderHandlers: Handlers<
  | "read-order-changes"
  | "read-orders-created"
  | "read-orders"
  | "read-returns"
  | "read-order-sheet"
  | "accept"
  | "pack"
  | "ship"
  | "cancel"
> = {
  async "read-order-changes"({ changedSince }, context) {
    const orders = context.connector.orders ?? absent("orders");
    const read = (cursor: string | undefined) => orders.list({ changedSince, cursor });
    return { complete: await readPages(read, postOrders(context), context.now) };
  },
  async "read-orders-created"({ createdSince }, context) {
    const orders = context.connector.orders ?? absent("orders");
    const read = (cursor: string | undefined) => orders.listCreated({ createdSince, cursor });
    return { complete: await readPages(read, postOrders(context), context.now) };
  },
  async "read-returns"({ changedSince }, context) {
    const orders = context.connector.orders ?? absent("orders");
    const read = (cursor: string | undefined) => orders.listReturns?.({ changedSince, cursor }) ?? absent("returns");
    const keep = (page: Page<OrderReturn>, beganAt: Instant) =>
      context.post({ returns: [...page.items], problems: [...page.problems] }, beganAt);
    return { complete: await readPages(read, keep, context.now) };
  },
  async "read-orders"({ orderIds }, context) {
    const orders = context.connector.orders ?? absent("orders");
    for (const id of orderIds) {
      const beganAt = context.now();
      await context.post({ orders: [await orders.get(id)] }, beganAt);
    }
    return {};
  },
  async "read-order-sheet"({ file }, context): Promise<Found> {
    const sheets = context.connector.sheets ?? absent("sheets");
    const beganAt = context.now();
    const read = await (sheets.readOrders?.(sheetFileFromText(file)) ?? absent("order sheets"));
    await context.post({ orders: [...read.items], problems: [...read.problems] }, beganAt);
    return { complete: read.problems.length === 0 };
  },
  async accept({ orderId }, { connector }) {
    const orders = connector.orders ?? absent("orders");
    await (orders.accept?.(orderId) ?? absent("accept"));
    return {};
  },
  async pack({ orderId }, { connector }) {
    const orders = connector.orders ?? absent("orders");
    await (orders.pack?.(orderId) ?? absent("pack"));
    return {};
  },
  async ship({ orderId }, { connector }) {
    const orders = connector.orders ?? absent("orders");
    await (orders.ship?.(orderId) ?? absent("ship"));
    return {};
  },
  async cancel({ orderId, reason }, { connector }) {
    const orders = connector.orders ?? absent("orders");
    await (orders.cancel?.(orderId, reason) ?? absent("cancel"));
    return {};
  },
};

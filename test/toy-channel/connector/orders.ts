import { type Instant, type Order, type OrderPort, type Page, secondsFromInstant } from "connectors/contract";
import { readEach } from "../../../connectors/kit/read-each.ts";
import type { ToyClient } from "./client.ts";
import { orderFromToy } from "./order-from-toy.ts";
import { nextOf, rowName, toyDoneSchema, toyOrderSchema, toyPageSchema } from "./wire.ts";

/** Chợ quê §4: lists go on behind a time and a number, not at an offset, so nothing is skipped while they are read. */
export function toyOrders(client: ToyClient): OrderPort {
  async function page(by: "placed" | "changed", since: Instant, after: string | undefined): Promise<Page<Order>> {
    const query = { by, since: String(secondsFromInstant(since)), after };
    const { rows, ...rest } = await client("GET", "/orders", toyPageSchema, { query, urgency: "stock" });
    return { ...readEach(rows, toyOrderSchema, orderFromToy, rowName), ...nextOf(rest, after) };
  }
  const get = async (orderId: string): Promise<Order> =>
    orderFromToy(await client("GET", `/orders/${encodeURIComponent(orderId)}`, toyOrderSchema, { urgency: "stock" }));
  const move = (done: readonly string[], act: string) => async (orderId: string) => {
    if (done.includes((await get(orderId)).state)) return;
    await client("POST", `/orders/${encodeURIComponent(orderId)}/${act}`, toyDoneSchema, { json: {} });
  };
  return {
    list: ({ changedSince, cursor }) => page("changed", changedSince, cursor),
    async listCreated({ createdSince, cursor }) {
      const read = await page("placed", createdSince, cursor);
      return { ...read, complete: read.nextCursor === undefined && read.problems.length === 0 };
    },
    get,
    pack: move(["packed", "handed-over", "delivered"], "wrap"),
    cancel: move(["cancelled"], "call-off"),
  };
}

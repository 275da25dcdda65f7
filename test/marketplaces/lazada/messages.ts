import { createPushes } from "../kit/pushes.ts";
import { type App, pushSign } from "./sign.ts";
import type { Item, Order, OrderItem, OrderStatus, Package, Reverse, ReverseLine } from "./state.ts";
import type { Store } from "./store.ts";

/** §8: twelve tries after the first, half an hour apart. */
const documentedTriesMs = [0, ...Array.from({ length: 12 }, () => 1_800_000)];
const seconds = (at: number) => Math.floor(at / 1000);

/** The push mechanism: one address an app, and nothing for a seller whose authorisation has lapsed. */
export function createMessages(
  store: Store,
  app: App,
  options: {
    readonly url?: string | undefined;
    readonly triesMs?: readonly number[] | undefined;
    readonly send?: ((request: Request) => Promise<Response>) | undefined;
  },
) {
  const pushes = createPushes({
    clock: store.clock,
    random: store.random,
    dials: () => store.dials,
    url: () => options.url,
    sign: (_url, body) => ({ authorization: pushSign(app, body) }),
    acknowledged: ({ status }) => status === 200,
    triesMs: options.triesMs ?? documentedTriesMs,
    timeoutMs: 500,
    ...(options.send ? { send: options.send } : {}),
  });
  const authorised = (sellerId: number) =>
    Object.values(store.state.tokens).some(
      ({ seller_id, kind, expires, spent }) => seller_id === sellerId && kind !== "code" && !spent && expires > store.now(),
    );

  /** The time is in milliseconds in order messages and in seconds in the others; the site is spelled in two ways. */
  function tell(sellerId: number, message_type: number, data: object, afterMs = 0): void {
    if (!options.url || !authorised(sellerId)) return;
    const orders = message_type === 0;
    const at = store.now() + afterMs;
    pushes.tell(
      {
        seller_id: message_type === 8 ? "null" : String(sellerId),
        message_type,
        data,
        timestamp: orders ? at : seconds(at),
        site: orders ? "lazada_vn" : "lazada_sg",
      },
      afterMs,
    );
  }
  const skuList = (item: Item, skuIds: readonly number[]) =>
    store
      .looks(item)
      .skus.filter(({ sku_id }) => skuIds.includes(sku_id))
      .map(({ sku_id, seller_sku }) => ({ shop_sku: shopSku(item.item_id, sku_id), seller_sku, sku_id }));

  return {
    /** A line changed its status. Told once the order can be found in a list. */
    order(order: Order, line: OrderItem, status: OrderStatus, reverse?: { reverse: Reverse; line: ReverseLine }): void {
      const data = {
        order_status: status,
        trade_order_id: String(order.order_id),
        trade_order_line_id: String(line.order_item_id),
        status_update_time: seconds(store.now()),
        ...(reverse
          ? {
              reverse_order_id: String(reverse.reverse.reverse_order_id),
              reverse_order_line_id: String(reverse.line.reverse_order_line_id),
            }
          : {}),
      };
      tell(order.seller_id, 0, data, Math.max(0, order.listedAt - store.now()));
    },
    review(item: Item, status: "PENDING" | "APPROVED" | "REJECTED" | "LIVE_REJECTED" | "LOCK", reason = ""): void {
      tell(item.seller_id, 1, { itemId: item.item_id, status, reason, date: store.now(), seller_id: item.seller_id });
    },
    product(item: Item, what: "created" | "edited" | "deleted", skuIds: readonly number[]): void {
      const [type, action] = (
        { created: [3, "PUBLISHED"], edited: [4, "EDITED_UPDATED"], deleted: [5, "EDITED_DELETED"] } as const
      )[what];
      const data = { item_id: item.item_id, sku_list: skuList(item, skuIds), action, status_update_time: store.now() };
      tell(item.seller_id, type, data);
    },
    lowStock(skuId: number, stock: { warehouse: string; total: number; withheld: number; occupied: number }): void {
      const item = store.itemOfSku(skuId);
      if (!item) return;
      tell(item.seller_id, 6, {
        seller_sku: store.sku(item, skuId)?.seller_sku ?? "",
        sku_id: skuId,
        real_quantity: stock.total,
        withhold_quantity: stock.withheld,
        occupy_quantity: stock.occupied,
        warehouse: stock.warehouse,
        pre_order_quantity: 0,
      });
    },
    tokenEnds(sellerId: number, expires: number): void {
      tell(sellerId, 8, { app_key: app.key, auth_expiry_time: seconds(expires), seller_id: String(sellerId) });
    },
    parcel({ seller_id, order_id, package_id, state }: Package): void {
      tell(seller_id, 14, { fulfillment_package_id: package_id, trade_order_id: String(order_id), status: state });
    },
    settled: () => pushes.settled(),
  };
}
export type Messages = ReturnType<typeof createMessages>;

/** The shape of §5.1's sample; what exactly it is in Vietnam no page says. */
export const shopSku = (itemId: number, skuId: number): string => `${itemId}_VNAMZ-${skuId}`;

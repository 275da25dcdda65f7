import type { Items } from "./items.ts";
import type { Messages } from "./messages.ts";
import type { Buyer, Order, OrderItem, OrderStatus } from "./state.ts";
import type { Stocks } from "./stocks.ts";
import type { Store } from "./store.ts";

export interface Basket {
  readonly lines: readonly { readonly skuId: number; readonly quantity: number }[];
  readonly cod: boolean;
  readonly buyer: Buyer;
  readonly note: string;
  readonly voucherSeller: number;
  readonly voucherPlatform: number;
  readonly shippingFee: number;
}

/** How a basket becomes orders, one a store and a row a unit. */
export function createBaskets(store: Store, messages: Messages, stocks: Stocks, items: Items) {
  /** Everything is there and is taken off sale in one step, or nothing is. A basket over two stores is an order in each. */
  function place(basket: Basket): readonly Order[] | { readonly refused: string } {
    const { fallsAt } = store.dials;
    const wanted: { skuId: number; itemId: number; sellerId: number; warehouse: string }[] = [];
    const taken: Record<string, number> = {};
    for (const { skuId, quantity } of basket.lines) {
      const item = store.itemOfSku(skuId);
      if (!item || !items.buyable(item, skuId)) return { refused: "Sản phẩm không còn bán." };
      for (let unit = 0; unit < quantity; unit += 1) {
        const checks = basket.cod || fallsAt === "creation";
        const warehouse = stocks.warehouseFor(skuId, taken) ?? (checks ? undefined : stocks.of(skuId)[0]?.warehouse);
        if (!warehouse) return { refused: `${store.looks(item).attributes.name} chỉ còn ${stocks.left(skuId)}.` };
        taken[`${skuId} ${warehouse}`] = (taken[`${skuId} ${warehouse}`] ?? 0) + 1;
        wanted.push({ skuId, itemId: item.item_id, sellerId: item.seller_id, warehouse });
      }
    }
    if (!wanted.length) return { refused: "Giỏ hàng trống." };
    const orderId = 260_000_000_000_000 + store.newId() * 1_000 + 363;
    const placed: Order[] = [];
    for (const sellerId of new Set(wanted.map((each) => each.sellerId)))
      placed.push(
        placeIn(
          sellerId,
          orderId,
          basket,
          wanted.filter((each) => each.sellerId === sellerId),
        ),
      );
    store.changed();
    return placed;
  }

  function placeIn(
    sellerId: number,
    orderId: number,
    basket: Basket,
    units: readonly { skuId: number; itemId: number; warehouse: string }[],
  ): Order {
    const at = store.now();
    const status: OrderStatus = basket.cod ? "pending" : "unpaid";
    const fromSeller = shares(basket.voucherSeller, units.length);
    const fromPlatform = shares(basket.voucherPlatform, units.length);
    const shipping = shares(basket.shippingFee, units.length);
    const lines = units.map(({ skuId, itemId, warehouse }, index): OrderItem => {
      const item = store.item(itemId);
      const sku = item && store.sku(item, skuId);
      if (!item || !sku) throw new Error("an order for what is not there");
      return {
        order_item_id: 260_000_000_000_000 + store.newId() * 1_000 + 363,
        item_id: itemId,
        sku_id: skuId,
        seller_sku: sku.seller_sku,
        name: store.looks(item).attributes.name ?? "",
        variation: Object.entries(sku.sale_prop)
          .map(([name, value]) => `${name}: ${value}`)
          .join(", "),
        image: store.looks(item).images[0] ?? sku.images[0] ?? "",
        price: items.priceNow(sku),
        voucher_seller: fromSeller[index] ?? 0,
        voucher_platform: fromPlatform[index] ?? 0,
        shipping: shipping[index] ?? 0,
        warehouse,
        holds: "nothing",
        history: [{ at, seenAt: at, status }],
        package_id: "",
        invoice: "",
        reason: "",
        initiator: "",
      };
    });
    const order: Order = {
      order_id: orderId,
      seller_id: sellerId,
      created: at - store.lag(store.dials.createdBackdatedMs),
      listedAt: at + store.lag(store.dials.orderListLagMs),
      cod: basket.cod,
      buyer: basket.buyer,
      note: basket.note,
      items: lines,
      paid: basket.cod ? at : 0,
      unreadable: false,
    };
    store.state.orders.push(order);
    for (const line of lines) {
      if (basket.cod) stocks.hold(line, "occupied");
      else if (store.dials.fallsAt === "creation") stocks.hold(line, "withheld");
      messages.order(order, line, status);
    }
    if (!basket.cod)
      store.later({
        at: at + store.dials.unpaidHoldMs,
        act: "expire",
        seller_id: sellerId,
        order_id: orderId,
        items: lines.map(({ order_item_id }) => order_item_id),
      });
    return order;
  }

  return { place };
}
export type Baskets = ReturnType<typeof createBaskets>;

/** Split over the units so that the parts add up. */
const shares = (amount: number, units: number) =>
  Array.from(
    { length: units },
    (_, index) => Math.floor((amount * (index + 1)) / units) - Math.floor((amount * index) / units),
  );

import { type ListedSku, type Order, orderSchema } from "connectors/contract";
import { expect } from "vitest";
import { ago, first, hour, idsOf, ordersSince, part, type Shop, type Suite, second } from "./suite.ts";

/** An order as the marketplace holds it, its lines under the ids that we know the listings by. */
function asHeld(shop: Shop, orderId: string, listed: readonly ListedSku[]): Order {
  const order = shop.market.order(orderId);
  return {
    ...order,
    lines: order.lines.map((line) => {
      const { productId, variantId } = part(listed.find(({ sku }) => sku === line.sellerSku));
      return { ...line, productId, ...(variantId === undefined ? {} : { variantId }) };
    }),
  };
}

export function describeOrders({ ports, has, promise }: Suite): void {
  if (!ports.orders) return;
  const port = (shop: Shop) => part(shop.connector.orders);
  const get = (shop: Shop, id: string) => port(shop).get(id);
  /** A bought order of one unit, or more. */
  async function bought(shop: Shop, quantity = 1, more: { readonly pay?: "cod" | "later"; readonly note?: string } = {}) {
    const listed = await shop.onSale(first, 9);
    return { listed, id: shop.market.buy([{ listed, quantity }], more) };
  }

  promise("reads an order once, field by field as the marketplace holds it", async (shop) => {
    const listed = [await shop.onSale(first, 9), await shop.onSale(second, 9, { price: shop.market.listing().price })];
    const [one, other] = listed as [ListedSku, ListedSku];
    const lines = [
      { listed: one, quantity: 2 },
      { listed: other, quantity: 1 },
    ];
    const id = shop.market.buy(lines, { note: "Giao giờ hành chính" });
    const { items, problems } = await ordersSince(shop);
    expect(problems).toEqual([]);
    expect(items).toEqual([asHeld(shop, id, listed)]);
  });
  promise("reads orders in the house's own shape", async (shop) => {
    await bought(shop, 2, { note: "Giao giờ hành chính" });
    for (const order of (await ordersSince(shop)).items) expect(orderSchema.parse(order)).toEqual(order);
  });
  promise("gets one order as a list tells it", async (shop) => {
    const { id } = await bought(shop, 2);
    expect([await get(shop, id)]).toEqual((await ordersSince(shop)).items);
  });
  promise("has an error, not another order, for a number that is none", async (shop) => {
    await bought(shop);
    expect(await shop.kindOf(get(shop, "987654321"))).not.toBe("none");
  });
  promise(
    "reads no order of another shop",
    async (shop) => {
      const foreign = part(shop.market.buyElsewhere)();
      expect((await ordersSince(shop)).items).toEqual([]);
      expect(await shop.kindOf(get(shop, foreign))).not.toBe("none");
    },
    has.buyElsewhere,
  );
  promise(
    "knows an order that is paid from one that is paid at the door",
    async (shop) => {
      const { listed, id: atTheDoor } = await bought(shop);
      const prepaid = shop.market.buy([{ listed, quantity: 1 }], { pay: "later" });
      shop.market.clock.advance(60_000);
      part(shop.market.pay)(prepaid);
      expect(await get(shop, atTheDoor)).toMatchObject({ cashOnDelivery: true });
      const { cashOnDelivery, paidAt } = await get(shop, prepaid);
      expect({ cashOnDelivery, paidAt }).toEqual({ cashOnDelivery: false, paidAt: shop.market.order(prepaid).paidAt });
    },
    has.pay,
  );
  promise("hands on what the buyer wrote", async (shop) => {
    const { id } = await bought(shop, 1, { note: "Gọi trước khi giao nhé" });
    expect((await get(shop, id)).note).toBe(shop.market.order(id).note);
  });
  promise("reads who receives it, as far as the marketplace tells", async (shop) => {
    const { id } = await bought(shop);
    expect((await get(shop, id)).buyer).toEqual(shop.market.order(id).buyer);
  });
  promise(
    "reads as its total what the buyer pays, voucher and shipping fee counted",
    async (shop) => {
      const listed = await shop.onSale(first, 9);
      const { price } = shop.market.truth(listed);
      const id = shop.market.buy([{ listed, quantity: 2 }], { voucher: 21_000, shippingFee: 16_500 });
      expect(await get(shop, id)).toMatchObject({ total: 2 * price - 21_000 + 16_500, shippingFee: 16_500 });
    },
    has.takesVouchers,
  );
  promise("reads until when it must be sent", async (shop) => {
    const { id } = await bought(shop);
    expect((await get(shop, id)).shipBy).toBe(shop.market.order(id).shipBy);
  });
  promise("reads orders over more than a page, each once", async (shop) => {
    const listed = shop.market.make(first, { stock: 500 });
    const ids = Array.from({ length: shop.market.morePerPage.orders }, () => {
      shop.market.clock.advance(1_000);
      return shop.market.buy([{ listed, quantity: 1 }]);
    });
    const { items, problems } = await ordersSince(shop);
    expect(problems).toEqual([]);
    expect(idsOf(items).toSorted()).toEqual(ids.toSorted());
  });
  promise("leaves out what did not change since then", async (shop) => {
    const { listed, id: old } = await bought(shop);
    shop.market.clock.advance(2 * hour);
    const fresh = shop.market.buy([{ listed, quantity: 1 }]);
    expect(idsOf((await ordersSince(shop, ago(shop, hour))).items)).toEqual([fresh]);
    expect(old).not.toBe(fresh);
  });
  promise("reads an old order again when it changed", async (shop) => {
    const { id } = await bought(shop);
    shop.market.clock.advance(2 * hour);
    shop.market.cancelByBuyer(id);
    const { items } = await ordersSince(shop, ago(shop, hour));
    expect(items).toMatchObject([{ id, state: "cancelled" }]);
  });
  promise("dates a change after what it changes", async (shop) => {
    const { id } = await bought(shop);
    const before = await get(shop, id);
    shop.market.clock.advance(60_000);
    shop.market.cancelByBuyer(id);
    const after = await get(shop, id);
    expect(after.createdAt).toBe(before.createdAt);
    expect(after.changedAt > before.changedAt).toBe(true);
  });
  promise("loses no order to a change between two calls of one reading", async (shop) => {
    const listed = shop.market.make(first, { stock: 500 });
    const since = ago(shop, hour);
    const ids = Array.from({ length: shop.market.morePerPage.orders }, () => {
      shop.market.clock.advance(1_000);
      return shop.market.buy([{ listed, quantity: 1 }]);
    });
    const { orders: path } = shop.market.reads;
    const asked = () => shop.market.requests().filter((each) => each.path.endsWith(path)).length;
    await ordersSince(shop, since);
    const calls = asked();
    // What changes goes to the end of the list and pulls the rest across the borders of its pages (sync-protocol H14); an
    // early order, and the one that a page ended with.
    for (let after = 1; after <= Math.min(calls, 5); after += 1) {
      shop.market.clock.advance(5_000);
      shop.market.answer(
        () => {
          const lastRead = ids.findLast((id) => shop.market.lastAnswer().includes(id));
          for (const id of [ids[after - 1], lastRead])
            if (id && shop.market.order(id).state !== "cancelled") shop.market.cancelByBuyer(id);
          return undefined;
        },
        { path, after },
      );
      expect(idsOf((await ordersSince(shop, since)).items)).toEqual(expect.arrayContaining(ids));
    }
  });
  promise("reads orders of one second over more than a page, and leaves none out", async (shop) => {
    const listed = shop.market.make(first, { stock: 500 });
    const ids = Array.from({ length: shop.market.morePerPage.orders }, (_, index) => {
      if (index % 7 === 0) shop.market.clock.advance(1_000);
      return shop.market.buy([{ listed, quantity: 1 }]);
    });
    expect(idsOf((await ordersSince(shop)).items)).toEqual(expect.arrayContaining(ids));
  });
  promise("loses no order that changes while pages are read, over two readings that overlap", async (shop) => {
    const listed = shop.market.make(first, { stock: 500 });
    const since = ago(shop, hour);
    const ids = Array.from({ length: shop.market.morePerPage.orders }, () => {
      shop.market.clock.advance(1_000);
      return shop.market.buy([{ listed, quantity: 1 }]);
    });
    const seen = new Map<string, Order>();
    const keep = (orders: readonly Order[]) => {
      for (const order of orders) if (!(order.changedAt < (seen.get(order.id)?.changedAt ?? ""))) seen.set(order.id, order);
    };
    let page = await port(shop).list({ changedSince: since });
    keep(page.items);
    shop.market.clock.advance(2_000);
    for (const id of [ids[0], ids[1], ids.at(-1)]) shop.market.cancelByBuyer(part(id));
    while (page.nextCursor !== undefined) {
      page = await port(shop).list({ changedSince: since, cursor: page.nextCursor });
      keep(page.items);
    }
    keep((await ordersSince(shop, since)).items);
    expect([...seen.keys()].toSorted()).toEqual(ids.toSorted());
    for (const id of ids) expect(seen.get(id)?.state).toBe(shop.market.order(id).state);
  });
  promise("tells an order that it cannot read as a problem with its number, and the others arrive", async (shop) => {
    const { listed, id: broken } = await bought(shop);
    const fine = shop.market.buy([{ listed, quantity: 1 }]);
    shop.market.makeUnreadable(broken);
    const { items, problems } = await ordersSince(shop);
    expect(idsOf(items)).toEqual([fine]);
    expect(problems).toMatchObject([{ row: broken }]);
  });
  promise("fails rather than guess when the one order asked for cannot be read", async (shop) => {
    const { id } = await bought(shop);
    shop.market.makeUnreadable(id);
    expect(await shop.kindOf(get(shop, id))).toBe("unexpected");
  });
  promise("tells an order in a state that no document names as a problem, and guesses nothing", async (shop) => {
    const { listed, id: strange } = await bought(shop);
    const fine = shop.market.buy([{ listed, quantity: 1 }]);
    shop.market.makeStateUnknown(strange);
    const { items, problems } = await ordersSince(shop);
    expect(idsOf(items)).toEqual([fine]);
    expect(problems).toMatchObject([{ row: strange }]);
  });
  promise("names all that an order it cannot read may contain, or nothing", async (shop) => {
    const all = [await shop.onSale(first, 3), await shop.onSale(second, 3)];
    const strange = shop.market.buy(all.map((listed) => ({ listed, quantity: 1 })));
    shop.market.makeStateUnknown(strange);
    const { problems } = await ordersSince(shop);
    const names = problems.find(({ row }) => row === strange)?.mayContain;
    if (names)
      for (const { sku, productId } of all) expect(names.some((name) => name === sku || name === productId)).toBe(true);
  });
  promise("knows every documented word for an order, and keeps it beside its own", async (shop) => {
    const listed = shop.market.make(first, { stock: 100 });
    for (const [word, state] of Object.entries(shop.market.orderStates)) {
      const id = shop.market.buy([{ listed, quantity: 1 }]);
      shop.market.clock.advance(1_000);
      shop.market.setOrderState(id, word);
      const { state: read, channelState } = await get(shop, id);
      expect([word, read]).toEqual([word, state]);
      expect(channelState).toContain(word);
    }
  });
  promise("holds the whole of a cancelled order to be cancelled", async (shop) => {
    const { id } = await bought(shop, 3);
    shop.market.cancelByBuyer(id);
    const { lines } = await get(shop, id);
    expect(lines.every(({ quantity, cancelledQuantity }) => quantity === cancelledQuantity)).toBe(true);
    expect(lines.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(3);
  });
  promise(
    "counts what was cancelled of an order whose rest goes on",
    async (shop) => {
      const listed = [await shop.onSale(first, 9), await shop.onSale(second, 9)] as [ListedSku, ListedSku];
      const [one, other] = listed;
      const id = shop.market.buy([
        { listed: one, quantity: 1 },
        { listed: other, quantity: 2 },
      ]);
      shop.market.clock.advance(1_000);
      part(shop.market.cancelUnits)(id, 0, 1);
      const order = await get(shop, id);
      expect(order).toEqual(asHeld(shop, id, listed));
      expect(order.lines.flatMap(({ sellerSku, cancelledQuantity }) => (cancelledQuantity ? sellerSku : []))).toEqual([first]);
    },
    has.cancelUnits,
  );
  promise(
    "counts the units of a line that were cancelled alone",
    async (shop) => {
      const { id } = await bought(shop, 3);
      part(shop.market.cancelUnits)(id, 0, 1);
      const { lines, state } = await get(shop, id);
      expect(state).not.toBe("cancelled");
      expect(lines.reduce((sum, { cancelledQuantity }) => sum + cancelledQuantity, 0)).toBe(1);
    },
    has.cancelUnits && !has.cancelsWholeLines,
  );
  promise(
    "counts the units that were given back",
    async (shop) => {
      const { id } = await bought(shop, 2);
      shop.market.courierCollects(id);
      shop.market.deliver(id);
      part(shop.market.returnGoods)(id, true);
      const { lines, state } = await get(shop, id);
      expect(lines.map(({ returnedQuantity }) => returnedQuantity)).toEqual(
        shop.market.order(id).lines.map(({ returnedQuantity }) => returnedQuantity),
      );
      expect(state).toBe(shop.market.order(id).state);
    },
    has.returnGoods,
  );
  promise("keeps two lines of one SKU apart, and their units together", async (shop) => {
    const listed = await shop.onSale(first, 9);
    const id = shop.market.buy([
      { listed, quantity: 1 },
      { listed, quantity: 2 },
    ]);
    const { lines } = await get(shop, id);
    expect(lines.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(3);
    expect(new Set(lines.map((line) => line.id)).size).toBe(lines.length);
  });
  promise("calls a line the same in every later reading", async (shop) => {
    const { id } = await bought(shop, 2);
    const before = (await get(shop, id)).lines.map((line) => line.id);
    shop.market.clock.advance(60_000);
    shop.market.courierCollects(id);
    shop.market.deliver(id);
    expect((await get(shop, id)).lines.map((line) => line.id)).toEqual(before);
  });
  promise("reads an order of goods that are none of ours", async (shop) => {
    const listed = shop.market.make("ABC-01 (cũ)");
    const id = shop.market.buy([{ listed, quantity: 1 }]);
    expect((await get(shop, id)).lines).toMatchObject([{ sellerSku: "ABC-01 (cũ)", quantity: 1 }]);
  });
  promise(
    "names the variation that was bought, and its own SKU",
    async (shop) => {
      const variations = part(shop.market.makeVariations)([first, second]);
      const [, bought] = variations as [ListedSku, ListedSku];
      const id = shop.market.buy([{ listed: bought, quantity: 2 }]);
      const { productId, variantId } = bought;
      expect((await get(shop, id)).lines).toMatchObject([{ productId, variantId, sellerSku: second, quantity: 2 }]);
    },
    has.makeVariations,
  );
  promise("leaves a SKU written in small letters as it is written", async (shop) => {
    const listed = shop.market.make("hy00000001");
    const id = shop.market.buy([{ listed, quantity: 1 }]);
    expect((await get(shop, id)).lines).toMatchObject([{ sellerSku: "hy00000001" }]);
  });
  promise("reads what was paid for a unit, not what it costs now", async (shop) => {
    const { listed, id } = await bought(shop, 2);
    const paid = shop.market.truth(listed).price;
    shop.market.edit(listed, { price: 99_000 });
    expect((await get(shop, id)).lines[0]?.unitPrice).toBe(paid);
  });
}

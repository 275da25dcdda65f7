import { describe, expect, it } from "vitest";
import { openShopee } from "./opened.ts";

describe("stock", () => {
  it("is set to what is left to sell, whatever orders hold, and falls when an order is placed", async () => {
    const { seller, buy, stockOf } = openShopee();
    const { add, post } = await seller();
    const item = await add();
    buy(item, 4);
    expect(stockOf(item)).toBe(6);
    const write = await post("/product/update_stock", {
      item_id: item.item_id,
      stock_list: [{ model_id: 0, seller_stock: [{ stock: 6 }] }],
    });
    expect(write.response.success_list).toEqual([{ model_id: 0, location_id: "", stock: 6 }]);
    expect(stockOf(item)).toBe(6);
  });

  it("is written late, read late, or not at all, as dials and faults say", async () => {
    const { seller, buy, stockOf, dials, clock, shopee } = openShopee();
    const { add, post, get } = await seller();
    const item = await add();
    const write = (stock: number) =>
      post("/product/update_stock", { item_id: item.item_id, stock_list: [{ model_id: 0, seller_stock: [{ stock }] }] });
    const read = async () => {
      const { response } = await get("/product/get_item_base_info", { item_id_list: item.item_id });
      const [first] = response.item_list as { stock_info_v2: { summary_info: { total_available_stock: number } } }[];
      return first?.stock_info_v2.summary_info.total_available_stock;
    };
    dials.writeEffectMs = 5_000;
    await write(0);
    buy(item);
    expect(stockOf(item)).toBe(9);
    clock.advance(5_000);
    expect(stockOf(item)).toBe(0);
    dials.writeEffectMs = 0;
    dials.readLagMs = 2_000;
    await write(3);
    expect(await read()).toBe(9);
    clock.advance(2_000);
    expect(await read()).toBe(3);
    shopee.faults.failNext("ack-without-effect");
    expect((await write(8)).error).toBe("");
    expect(stockOf(item)).toBe(3);
  });

  it("may be written by a call whose caller has gone, as long as its signature lives", async () => {
    const { seller, stockOf, dials, clock, shopee } = openShopee();
    const { add, post } = await seller();
    const item = await add();
    const write = (stock: number) =>
      post("/product/update_stock", { item_id: item.item_id, stock_list: [{ model_id: 0, seller_stock: [{ stock }] }] });
    for (const [lateEffectMs, stock, left] of [
      [290_000, 3, 3],
      [330_000, 7, 3],
    ] as const) {
      dials.lateEffectMs = lateEffectMs;
      shopee.faults.failNext("late-effect");
      await expect(write(stock)).rejects.toThrow("The connection was cut");
      clock.advance(lateEffectMs);
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(stockOf(item)).toBe(left);
    }
  });

  it("comes back when an order is cancelled, later, or never; and stays down when goods leave", async () => {
    const { store, seller, buy, stockOf, dials, clock } = openShopee();
    const { add } = await seller();
    const item = await add();
    dials.restockMs = 5_000;
    store.move(buy(item, 4), "CANCELLED", clock.now());
    expect(stockOf(item)).toBe(6);
    clock.advance(5_000);
    expect(stockOf(item)).toBe(10);
    dials.restockMs = 0;
    dials.restocks = false;
    store.move(buy(item, 3), "CANCELLED", clock.now());
    expect(stockOf(item)).toBe(7);
    const order = buy(item, 2);
    store.move(order, "SHIPPED", clock.now());
    store.move(order, "COMPLETED", clock.now());
    expect(stockOf(item)).toBe(5);
  });

  it("falls at payment where the dial says so: two may order the last unit, and one of them gets it", async () => {
    const { store, shopee, seller, buy, stockOf, dials } = openShopee();
    dials.fallsAt = "payment";
    const { add } = await seller();
    const item = await add({ seller_stock: [{ stock: 1 }] });
    const [one, other] = [buy(item, 1, { cod: false }), buy(item, 1, { cod: false })];
    expect(stockOf(item)).toBe(1);
    for (const { order_sn } of [one, other]) await shopee.app.request(`/orders/${order_sn}/pay`, { method: "POST" });
    expect([one.status, other.status, other.cancelBy]).toEqual(["READY_TO_SHIP", "CANCELLED", "system"]);
    expect(stockOf(item)).toBe(0);
    expect(store.state.orders).toHaveLength(2);
  });

  it("is sold beyond what it shows where the dial says so", async () => {
    const { seller, buy, dials } = openShopee();
    const { add } = await seller();
    const item = await add({ seller_stock: [{ stock: 1 }] });
    expect(() => buy(item, 2)).toThrow("chỉ còn 1");
    dials.sellsOnlyWhatItShows = false;
    expect(buy(item, 2).status).toBe("READY_TO_SHIP");
  });

  it("cannot be written below what a promotion reserves, nor lowered under its lock", async () => {
    const { shopee, seller, stockOf, dials } = openShopee();
    const { add, post, get } = await seller();
    const item = await add();
    const write = async (stock: number) => {
      const answer = await post("/product/update_stock", {
        item_id: item.item_id,
        stock_list: [{ model_id: 0, seller_stock: [{ stock }] }],
      });
      const [failed] = answer.response.failure_list as { failed_reason: string }[];
      return failed?.failed_reason ?? answer.error;
    };
    const terms = new URLSearchParams({ percent: "10", reserved: "4", hours: "1" });
    await shopee.app.request(`/items/${item.item_id}/promotion`, { method: "POST", body: terms });
    const { response } = await get("/product/get_item_promotion", { item_id_list: item.item_id });
    expect(response.success_list).toMatchObject([
      {
        promotion: [
          {
            promotion_staging: "ongoing",
            promotion_price_info: [{ promotion_price: 162_000 }],
            promotion_stock_info_v2: { summary_info: { total_reserved_stock: 4 } },
          },
        ],
      },
    ]);
    expect(await write(3)).toContain("reserved stock");
    expect(await write(6)).toContain("promotion");
    expect(await write(12)).toBe("");
    expect(
      (await post("/product/update_price", { item_id: item.item_id, price_list: [{ original_price: 150_000 }] })).error,
    ).toBe("error_update_price_fail");
    dials.promotionLocks = false;
    expect(await write(4)).toBe("");
    await shopee.app.request(`/items/${item.item_id}/promotion/end`, { method: "POST" });
    expect(await write(0)).toBe("");
    expect(stockOf(item)).toBe(0);
  });

  it("fails in part: rows beside one another, with an error too where all failed or the dial says so", async () => {
    const { seller, dials, shopee } = openShopee();
    const { add, post } = await seller();
    const { item_id } = await add();
    const init = await post("/product/init_tier_variation", {
      item_id,
      tier_variation: [{ name: "Cỡ", option_list: [{ option: "A" }, { option: "B" }] }],
      model: [0, 1].map((option) => ({ tier_index: [option], original_price: 100_000, seller_stock: [{ stock: 5 }] })),
    });
    const [one, other] = (init.response.model as { model_id: number }[]).map(({ model_id }) => model_id);
    const write = (ids: (number | undefined)[]) =>
      post("/product/update_stock", {
        item_id,
        stock_list: ids.map((model_id) => ({ model_id, seller_stock: [{ stock: 9 }] })),
      });
    const half = { success_list: [{ model_id: one }], failure_list: [{ model_id: 1 }] };
    expect(await write([one, 1])).toMatchObject({ error: "", response: half });
    dials.partialIsError = true;
    expect(await write([one, 1])).toMatchObject({ error: "error_busi_update_stock_failed", response: half });
    dials.partialIsError = false;
    expect(await write([1])).toMatchObject({ error: "error_busi_update_stock_failed", response: { success_list: [] } });
    shopee.faults.failNext("partial-failure");
    expect(await write([one, other])).toMatchObject({
      response: { success_list: [{ model_id: other }], failure_list: [{ model_id: one }] },
    });
    expect((await write([one, one])).message).toBe("Repeat model_id.");
    expect((await write(Array.from({ length: 51 }, (_, index) => index + 1))).error).toBe("error_param");
  });

  it("of a shop with several warehouses is told by location, and by location only", async () => {
    const { store, seller, buy, stockOf } = openShopee();
    const shop = store.state.shops[0];
    if (!shop) throw new Error("no shop");
    const alone = await (await seller()).add();
    Object.assign(shop, { locations: ["VN0005EIZ", "VN0006EIZ"] });
    const { add, post, get, newItem } = await seller();
    expect((await post("/product/add_item", newItem())).error).toBe("error_busi");
    const item = await add({
      seller_stock: [
        { location_id: "VN0005EIZ", stock: 1 },
        { location_id: "VN0006EIZ", stock: 5 },
      ],
    });
    const write = (seller_stock: object[], item_id = item.item_id) =>
      post("/product/update_stock", { item_id, stock_list: [{ model_id: 0, seller_stock }] });
    expect((await write([{ stock: 3 }])).message).toContain("location id");
    expect((await write([{ location_id: "VN0009EIZ", stock: 3 }])).message).toContain("not matched");
    expect((await write([{ location_id: "VN0005EIZ", stock: 3 }], alone.item_id)).message).toContain(
      "different stock structure",
    );
    expect((await write([{ location_id: "VN0005EIZ", stock: 3 }])).error).toBe("");
    expect(stockOf(item)).toBe(8);
    expect(buy(item, 4).lines[0]?.location).toBe("VN0006EIZ");
    expect(
      ((await get("/shop/get_warehouse_detail")).response as unknown as { location_id: string }[]).map(
        ({ location_id }) => location_id,
      ),
    ).toEqual(shop.locations);
    const { get: other } = await seller(220_002);
    expect((await other("/shop/get_warehouse_detail")).error).toBe("warehouse.error_not_in_whitelist");
  });

  it("is not changed while the shop is on holiday, and nobody buys", async () => {
    const { seller, buy } = openShopee();
    const { add, post, newItem } = await seller();
    const item = await add();
    await post("/shop/set_shop_holiday_mode", { holiday_mode_on: true });
    expect(
      (await post("/product/update_stock", { item_id: item.item_id, stock_list: [{ seller_stock: [{ stock: 3 }] }] })).error,
    ).toBe("error_holiday_mode_change_stock");
    expect((await post("/product/add_item", newItem())).error).toBe("error_holiday_on_add_item");
    expect(() => buy(item)).toThrow("đang nghỉ");
  });
});

it("under a plan of faults the same seed gives the same history, and no call is answered outside the envelope but as asked", async () => {
  const history = async (seed: number) => {
    const { seller, shopee, clock, store, dials } = openShopee();
    const { add, raw } = await seller();
    const item = await add();
    Object.assign(dials, { lagsVary: true, readLagMs: 3_000, orderListLagMs: 3_000, restockMs: 3_000, writeEffectMs: 3_000 });
    shopee.faults.follow({ seed, rate: 0.4, kinds: shopee.faults.kinds.filter((kind) => !kind.startsWith("token-")) });
    const told: string[] = [];
    for (let step = 0; step < 60; step += 1) {
      clock.advance(1_000);
      if (step % 7 === 0)
        store.place(
          item.shop_id,
          [{ itemId: item.item_id, quantity: 1 }],
          { name: "", phone: "", address: "" },
          { cod: true },
          clock.now(),
        );
      const stock_list = [{ model_id: 0, seller_stock: [{ stock: step % 9 }] }];
      const answer = await (step % 2
        ? raw("POST", "/product/update_stock", { item_id: item.item_id, stock_list })
        : raw("GET", "/product/get_item_base_info", { item_id_list: item.item_id })
      ).catch((error: Error) => error.message);
      told.push(typeof answer === "string" ? answer : `${answer.status} ${await answer.text()}`);
    }
    return JSON.stringify([told, store.state.items, store.state.orders]);
  };
  const first = await history(11);
  expect(await history(11)).toBe(first);
  expect(await history(12)).not.toBe(first);
  expect(first).not.toContain("error_inner");
});

import { describe, expect, it } from "vitest";
import { opened } from "./opened.ts";

describe("stock", () => {
  it("is all there is of a product: what orders hold is taken off it", async () => {
    const { onSale, inventory, buy, setUnits } = opened();
    const id = await onSale("HY00000001", 7);
    await buy(id, 2);
    await buy(id, 3);
    expect(await inventory(id)).toEqual({ available: 7, reserved: 5, saleable: 2 });
    // §6: who sends what is left takes the orders off twice.
    await setUnits(id, 2);
    expect(await inventory(id)).toEqual({ available: 2, reserved: 5, saleable: 0 });
    await setUnits(id, 7);
    await setUnits(id, 7);
    expect(await inventory(id)).toEqual({ available: 7, reserved: 5, saleable: 2 });
  });

  it("below what orders hold is refused where the dial says so", async () => {
    const { onSale, inventory, buy, setUnits } = opened({ belowHolds: "refused" });
    const id = await onSale("HY00000001", 5);
    await buy(id, 3);
    expect((await setUnits(id, 2)).status).toBe(422);
    expect(await inventory(id)).toMatchObject({ available: 5 });
  });

  it("replaces what is left to sell where numbers mean that", async () => {
    const { onSale, inventory, buy, setUnits } = opened({ writeKind: "net-set" });
    const id = await onSale("HY00000001", 5);
    await buy(id, 2);
    await setUnits(id, 5);
    expect(await inventory(id)).toEqual({ available: 7, reserved: 2, saleable: 5 });
  });

  it("sells nothing beyond what it shows, unless that check is off", async () => {
    const { onSale, inventory, buy, tiki } = opened();
    const id = await onSale("HY00000001", 2);
    expect(await buy(id, 3)).toMatchObject({ status: 409, refused: "Long nhãn Hưng Yên chỉ còn 2." });
    tiki.dials().sellsOnlyWhatItShows = false;
    expect((await buy(id, 3)).status).toBe(200);
    expect(await inventory(id)).toEqual({ available: 2, reserved: 3, saleable: 0 });
  });

  it("is sold at the old number until a write takes effect", async () => {
    const { onSale, inventory, buy, setUnits, clock } = opened({ writeEffectMs: 60_000 });
    const id = await onSale("HY00000001", 5);
    expect((await setUnits(id, 0)).body).toEqual({ state: "approved" });
    expect((await buy(id, 2)).status).toBe(200);
    clock.advance(60_000);
    expect(await inventory(id)).toEqual({ available: 0, reserved: 2, saleable: 0 });
    expect((await buy(id, 1)).status).toBe(409);
  });

  it("is read back late", async () => {
    const { onSale, inventory, setUnits, clock, tiki } = opened();
    const id = await onSale("HY00000001", 5);
    tiki.dials().readLagMs = 30_000;
    clock.advance(30_000);
    await setUnits(id, 1);
    clock.advance(29_999);
    expect(await inventory(id)).toMatchObject({ available: 5 });
    clock.advance(1);
    expect(await inventory(id)).toMatchObject({ available: 1 });
  });

  it("is acknowledged and does not change when that fault is met", async () => {
    const { onSale, inventory, setUnits, tiki } = opened();
    const id = await onSale("HY00000001", 98);
    tiki.faults.failNext("ack-without-effect");
    expect((await setUnits(id, 0)).body).toEqual({ state: "approved" });
    expect(await inventory(id)).toMatchObject({ available: 98 });
  });

  it("of a cancelled order is on sale again, later or never", async () => {
    const { onSale, inventory, buy, order, clock, tiki } = opened({ restockMs: 5_000 });
    const id = await onSale("HY00000001", 5);
    const { code } = await buy(id, 2);
    await order(code, { cancelBy: "buyer" });
    expect(await inventory(id)).toMatchObject({ reserved: 2 });
    clock.advance(5_000);
    expect(await inventory(id)).toEqual({ available: 5, reserved: 0, saleable: 5 });
    tiki.dials().restocks = false;
    await order((await buy(id, 2)).code, { cancelBy: "system" });
    clock.advance(5_000);
    expect(await inventory(id)).toEqual({ available: 3, reserved: 0, saleable: 3 });
  });

  it("leaves with the goods, or its total does not fall", async () => {
    const left = async (totalFallsOnLeave: boolean) => {
      const { onSale, inventory, buy, order } = opened({ totalFallsOnLeave });
      const id = await onSale("HY00000001", 5);
      const { code } = await buy(id, 2);
      await order(code, { status: "handover_to_partner" });
      await order(code, { status: "shipping" });
      await order(code, { status: "returned" });
      return inventory(id);
    };
    expect(await left(true)).toEqual({ available: 3, reserved: 0, saleable: 3 });
    expect(await left(false)).toEqual({ available: 5, reserved: 0, saleable: 5 });
  });

  it("is held until delivery where the dial says so", async () => {
    const { onSale, inventory, buy, order } = opened({ heldUntil: "delivery" });
    const id = await onSale("HY00000001", 5);
    const { code } = await buy(id, 2);
    await order(code, { status: "shipping" });
    expect(await inventory(id)).toMatchObject({ available: 5, reserved: 2 });
    await order(code, { status: "successful_delivery" });
    expect(await inventory(id)).toMatchObject({ available: 3, reserved: 0 });
  });

  it("falls when an order is placed, or only when it is paid", async () => {
    const { onSale, inventory, buy, order, tiki } = opened();
    const id = await onSale("HY00000001", 1);
    const first = await buy(id, 1, "later");
    expect(await inventory(id)).toMatchObject({ saleable: 0 });
    await order(first.code, { cancelBy: "buyer" });
    tiki.dials().fallsAt = "payment";
    const [one, other] = [await buy(id, 1, "later"), await buy(id, 1, "later")];
    expect(await inventory(id)).toMatchObject({ saleable: 1 });
    const paid = await order(one.code, { status: "paid" });
    expect(paid.body.status).toBe("queueing");
    expect((await order(other.code, { status: "paid" })).body.status).toBe("canceled");
    expect(await inventory(id)).toEqual({ available: 1, reserved: 1, saleable: 0 });
  });

  it("in several warehouses is one sum, and an order takes it where it is", async () => {
    const { onSale, inventory, buy, api, tiki } = opened();
    const id = await onSale("HY00000001", 2);
    await api("PUT", "/v2.1/products/updateSku", {
      product_id: id,
      seller_warehouse: "1034, 1015",
      warehouse_quantities: [{ warehouse_id: 1015, qty_available: 3 }],
    });
    expect(await inventory(id)).toMatchObject({ available: 5 });
    await buy(id, 3);
    await buy(id, 2);
    const taken = tiki.state().orders.map(({ lines }) => lines[0]?.taken);
    expect(taken).toEqual([[{ warehouseId: 1015, units: 3 }], [{ warehouseId: 1034, units: 2 }]]);
  });
});

describe("the batch", () => {
  it("sets warehouses to 0 that it leaves out, and only when it gives a list", async () => {
    const { onSale, inventory, api } = opened();
    const id = await onSale("HY00000001", 4);
    const put = (row: object) => api("PUT", "/v2.1/products/updateSkus", { data: [{ product_id: id, ...row }] });
    await put({ price: 150_000 });
    expect(await inventory(id)).toMatchObject({ available: 4 });
    await put({ warehouse_quantities: [{ warehouse_id: 1015, qty_available: 3 }] });
    expect(await inventory(id)).toMatchObject({ available: 3 });
  });

  it("counts 1 on, 2 off and 3 hidden", async () => {
    const { onSale, api } = opened();
    const id = await onSale("HY00000001", 4);
    const shown = async (status: number) => {
      await api("PUT", "/v2.1/products/updateSkus", { data: [{ original_sku: "HY00000001", status }] });
      const { active, is_hidden } = (await api("GET", `/v2.1/products/${id}`)).body;
      return [active, is_hidden];
    };
    expect([await shown(2), await shown(3), await shown(1)]).toEqual([
      [0, false],
      [0, true],
      [1, false],
    ]);
  });

  it("answers each row for itself, also when half of it fails", async () => {
    const { onSale, inventory, api, tiki } = opened();
    const ids = [await onSale("HY00000001", 4), await onSale("HY00000002", 4)];
    const data = ids.map((product_id) => ({ product_id, warehouse_quantities: [{ warehouse_id: 1034, qty_available: 9 }] }));
    const put = async (rows: object[]) => {
      const { body } = await api("PUT", "/v2.1/products/updateSkus", { data: rows });
      return body.data.map(({ state }) => state);
    };
    tiki.faults.failNext("partial-failure");
    expect(await put(data)).toEqual(["approved", "rejected"]);
    expect([await inventory(ids[0] ?? 0), await inventory(ids[1] ?? 0)]).toMatchObject([{ available: 9 }, { available: 4 }]);
    expect(await put([{ product_id: 1, price: 1 }, { price: 1 }, { product_id: ids[0], status: 4 }])).toEqual([
      "rejected",
      "rejected",
      "rejected",
    ]);
    const many = Array.from({ length: 51 }, () => ({ product_id: ids[0] }));
    expect((await api("PUT", "/v2.1/products/updateSkus", { data: many })).status).toBe(422);
  });
});

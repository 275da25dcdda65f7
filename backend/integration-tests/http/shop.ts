import type { IInventoryService, IOrderModuleService, IPaymentModuleService } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { channelsOf } from "../../src/channels-of";
import forgetDeadLocks from "../../src/jobs/forget-dead-locks";
import releaseIdleHolds, { releaseHoldsSince } from "../../src/jobs/release-idle-holds";
import { readVariants } from "../../src/listings/read-variants";
import { dayAt } from "../../src/modules/ocop/day";
import { vatRateOn } from "../../src/modules/vat/rates";
import { forgetGoods } from "../../src/shop/goods";
import { ordersOfCode, type StandingOrder } from "../../src/shop/half-made";
import { holdKey } from "../../src/shop/order-code";
import type { Backend } from "../backend";
import { tokenOf } from "../signed-in";
import { loadSeed } from "./seeded";

const buyer = {
  name: "Nguyễn Thị Hoa",
  phone: "0912345678",
  province_code: "33",
  street: "Số 5, thôn Thượng",
  note: "",
};

export default function shop({ api, getContainer }: Backend): void {
  let headers: Record<string, string>;
  let regionId: string;
  let commune: string;
  const ask = { validateStatus: () => true };
  const get = async (path: string) => (await api.get(path, { headers, ...ask })).data;
  const post = (path: string, body: object) => api.post(path, body, { headers, ...ask });

  beforeEach(async () => {
    forgetGoods();
    const wiring = await loadSeed(getContainer());
    headers = { "x-publishable-api-key": wiring.publishableKey };
    regionId = wiring.regionId;
    commune = (await get("/store/provinces/33/communes")).communes[0].code;
  });

  async function cartWith(handle: string, quantity = 1): Promise<{ cart: string; variant: string }> {
    const { product } = await get(`/store/catalogue/${handle}`);
    const { data } = await post("/store/carts", { region_id: regionId });
    const added = await post(`/store/carts/${data.cart.id}/line-items`, { variant_id: product.variant_id, quantity });
    expect(added.status).toBe(200);
    return { cart: data.cart.id, variant: product.variant_id };
  }
  const checkout = (cart: string, more: object = {}) =>
    post("/store/checkout", { ...buyer, commune_code: commune, cart_id: cart, idempotency_key: `cart-${cart}`, ...more });
  async function shelfOf(handle: string): Promise<string> {
    const { product } = await get(`/store/catalogue/${handle}`);
    const [variant] = await readVariants(getContainer(), { id: [product.variant_id] });
    return variant?.recipe[0]?.inventoryItemId ?? "";
  }

  it("shows what may be seen, finds it without diacritics, and sells a basket once however often it is asked", async () => {
    const all = await get("/store/catalogue?page=1");
    expect(all.count).toBe(50);
    expect((await get("/store/catalogue?q=mat ong hoa nhan")).items.map((each: { handle: string }) => each.handle)).toContain(
      "mat-ong-hoa-nhan",
    );
    expect((await get("/store/catalogue?set=khong-co")).count).toBe(0);
    expect((await get("/store/catalogue/khong-co")).message).toBe("Không có sản phẩm này.");
    const inEnglish = { headers: { ...headers, "accept-language": "en-GB,en;q=0.9,vi;q=0.5" }, ...ask };
    expect((await api.get("/store/catalogue/khong-co", inEnglish)).data.message).toBe("There is no such product.");
    const english = (await api.get("/store/catalogue/long-nhan-om-sen", inEnglish)).data.product;
    expect(english.reported.text).toMatch(/^4 stars according to .+; no decision number is known/);
    const { product: demonstration } = await get("/store/catalogue/long-nhan-minh-hoa");
    expect(demonstration).toMatchObject({ stars: 4, simulated: true, certificate: { simulated: true } });
    const { product: real } = await get("/store/catalogue/long-nhan-om-sen");
    expect(real.stars).toBeNull();
    expect(real.reported.text).toMatch(/4 sao theo/);
    expect((await get("/store/places?q=hoan long")).communes[0]).toMatchObject({ name: "Xã Hoàn Long" });

    const { baskets } = await get("/store/baskets");
    expect(baskets).toHaveLength(3);
    const before = (await get("/store/catalogue/banh-cay")).product.available;
    const { cart } = await cartWith("gio-qua-tet-lang-nguyen");
    const both = await Promise.all([checkout(cart), checkout(cart)]);
    expect(both.map(({ status, data }) => [status, data.message])).toEqual([
      [200, undefined],
      [200, undefined],
    ]);
    const [code, again] = both.map(({ data }) => data.order.code);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{7}$/);
    expect(again).toBe(code);
    expect((await checkout(cart)).data.order.code).toBe(code);
    expect((await get("/store/catalogue/banh-cay")).product.available).toBe(before - 2);

    expect((await post("/store/order-lookup", { code, phone: "0912345679" })).status).toBe(404);
    const { data: seen } = await post("/store/order-lookup", { code: code.toLowerCase(), phone: "+84 912 345 678" });
    expect(seen.order).toMatchObject({ code, state: "placed", can_cancel: true, shipping: 20_000, total: 340_000 });
    const vat = vatRateOn(dayAt(new Date()), "reduced");
    const { data: kept } = await getContainer()
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({ entity: "order", fields: ["items.tax_lines.code", "items.tax_lines.rate", "metadata"] });
    expect(kept[0]?.items?.[0]?.tax_lines).toMatchObject([{ code: vat.code, rate: vat.percent }]);
    const cancelled = await post("/store/order-cancel", { code, phone: buyer.phone });
    expect(cancelled.data.order).toMatchObject({ state: "cancelled", can_cancel: false });
    expect((await post("/store/order-cancel", { code, phone: buyer.phone })).status).toBe(200);
    expect((await get("/store/catalogue/banh-cay")).product.available).toBe(before);

    const guesses = [];
    for (let each = 0; each < 12; each += 1)
      guesses.push((await post("/store/order-lookup", { code, phone: `09${10_000_000 + each}` })).status);
    expect(guesses.at(0)).toBe(404);
    expect(guesses.at(-1)).toBe(429);
  });

  it("gives back what a dead process left held: without an order, and of a cancelled one, whoever asks first", async () => {
    const channels = channelsOf(getContainer());
    const shelf = await shelfOf("ruoc-be-be");
    const heldNow = async () => (await channels.boundOf(shelf)).held;
    const hold = (code: string) =>
      channels.admitSale({ key: holdKey(code), components: [{ inventoryItemId: shelf, quantity: 1 }] });
    const order = async () => (await checkout((await cartWith("ruoc-be-be")).cart)).data.order.code as string;
    const cancel = (code: string) => post("/store/order-cancel", { code, phone: buyer.phone });
    const [alive, asked, swept] = [await order(), await order(), await order()];
    await cancel(asked);
    await cancel(swept);
    expect(await heldNow()).toBe(1);

    for (const code of [asked, swept, "NEVER00"]) await hold(code);
    await cancel(asked);
    expect(await heldNow()).toBe(3);
    expect(await releaseIdleHolds(getContainer())).toBe(0);
    expect(await releaseHoldsSince(getContainer(), new Date(Date.now() + 60_000))).toBe(2);
    expect(await heldNow()).toBe(1);
    expect(await channels.holdsOf(holdKey(alive))).toMatchObject([{ state: "held" }]);
    // Idle when it was looked for, and asked for again before it is settled.
    await hold("BACK000");
    vi.spyOn(channels, "holdsSince").mockResolvedValueOnce([holdKey("BACK000")]);
    expect(await releaseIdleHolds(getContainer())).toBe(0);
    expect(await heldNow()).toBe(2);
  });

  it("makes one order of a cart whose completion was cut off, and takes back what nobody comes back for", async () => {
    const container = getContainer();
    const channels = channelsOf(container);
    const shelf = await shelfOf("ruoc-be-be");
    const orders = container.resolve(Modules.ORDER);
    const inventory = container.resolve(Modules.INVENTORY);
    const made = async (code: string) => (await ordersOfCode(container, code)).length;
    const counts = async () => ({
      held: (await channels.boundOf(shelf)).held,
      reserved: Number((await inventory.listInventoryLevels({ inventory_item_id: shelf }))[0]?.reserved_quantity),
    });
    // A database that dies takes the way back with it.
    async function cutOff(cart: string): Promise<string> {
      vi.spyOn(inventory, "createReservationItems").mockRejectedValueOnce(new Error("the database is away"));
      vi.spyOn(orders, "deleteOrders").mockRejectedValueOnce(new Error("the database is away"));
      expect((await checkout(cart)).status).toBe(500);
      vi.restoreAllMocks();
      const { metadata } = await container.resolve(Modules.CART).retrieveCart(cart);
      return String(metadata?.code);
    }
    const { cart: retried } = await cartWith("ruoc-be-be");
    const code = await cutOff(retried);
    expect([await made(code), await counts()]).toEqual([1, { held: 1, reserved: 0 }]);
    expect((await checkout(retried)).data).toEqual({ order: { code } });
    expect([await made(code), await counts()]).toEqual([1, { held: 1, reserved: 1 }]);

    // A process that is killed leaves all but the end of it.
    const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
    await database.raw("delete from payment");
    await database.raw("delete from order_cart");
    expect((await checkout(retried)).data).toEqual({ order: { code } });
    expect([await made(code), await counts()]).toEqual([1, { held: 1, reserved: 1 }]);
    expect((await checkout(retried)).data).toEqual({ order: { code } });
    expect([await made(code), await counts()]).toEqual([1, { held: 1, reserved: 1 }]);

    const left = await cutOff((await cartWith("ruoc-be-be")).cart);
    expect(await releaseHoldsSince(container, new Date(Date.now() + 60_000))).toBe(1);
    expect([await made(left), await made(code), await counts()]).toEqual([0, 1, { held: 1, reserved: 1 }]);
  });

  it("gives back all of a cancelled order once, wherever its cancellation was cut off, whoever comes back for it", async () => {
    const container = getContainer();
    const channels = channelsOf(container);
    const shelf = await shelfOf("ruoc-be-be");
    const [orders, inventory, payments] = [Modules.ORDER, Modules.INVENTORY, Modules.PAYMENT].map((name) =>
      container.resolve(name),
    ) as [IOrderModuleService, IInventoryService, IPaymentModuleService];
    const away = () => Promise.reject(new Error("the database is away"));
    const cancelling = () => vi.spyOn(orders, "cancel").mockImplementationOnce(away as never);
    const reservations = () => vi.spyOn(inventory, "deleteReservationItemsByLineItem").mockImplementationOnce(away);
    const payment = () => vi.spyOn(payments, "updatePaymentCollections").mockImplementationOnce(away as never);
    const hold = () => vi.spyOn(channels, "releaseHold").mockImplementationOnce(away);
    const sellers = () => vi.spyOn(channels, "accountsSelling").mockImplementationOnce(away);
    const cuts = [
      [cancelling, "its buyer"],
      [reservations, "its buyer"],
      [reservations, "nobody"],
      [payment, "nobody"],
      [hold, "its buyer"],
      [sellers, "nobody"],
    ] as const;
    const counts = async () => ({
      held: (await channels.boundOf(shelf)).held,
      reserved: Number((await inventory.listInventoryLevels({ inventory_item_id: shelf }))[0]?.reserved_quantity),
    });
    const before = await counts();
    for (const [at, [cut, comesBack]] of cuts.entries()) {
      const phone = `09${12_000_000 + at}`;
      const { code } = (await checkout((await cartWith("ruoc-be-be")).cart, { phone })).data.order;
      const standing = async () => ({ status: (await ordersOfCode(container, code))[0]?.status, ...(await counts()) });
      const money = async () => {
        const [order] = await ordersOfCode(container, code);
        const ids = (order?.payment_collections ?? []).flatMap((collection) => collection?.id ?? []);
        const collections = await payments.listPaymentCollections({ id: ids }, { relations: ["payments"] });
        return collections.map(({ status, payments: made }) => [status, made?.every(({ canceled_at }) => canceled_at)]);
      };
      const whole = { status: "pending", held: before.held + 1, reserved: before.reserved + 1 };
      expect(await standing()).toEqual(whole);
      const cancel = () => post("/store/order-cancel", { code, phone });
      cut();
      expect((await cancel()).status).toBe(500);
      vi.restoreAllMocks();
      if (cut === cancelling) expect(await standing()).toEqual(whole);
      if (comesBack === "nobody") await releaseHoldsSince(container, new Date(Date.now() + 60_000));
      else expect((await cancel()).data.order).toMatchObject({ state: "cancelled" });
      expect([at, await standing()]).toEqual([at, { status: "canceled", ...before }]);
      expect(await money()).toEqual([["canceled", true]]);
    }
  });

  it("cancels no order that Medusa's admin has packed or finished, nor half of one, and pays back what was taken", async () => {
    const container = getContainer();
    const operator = { ...ask, headers: { authorization: `Bearer ${tokenOf("user")}` } };
    let phones = 13_000_000;
    const order = async () => {
      const phone = `09${(phones += 1)}`;
      const { code } = (await checkout((await cartWith("ruoc-be-be")).cart, { phone })).data.order;
      const [standing] = await ordersOfCode(container, code);
      if (!standing) throw new Error("no order");
      return { standing, cancel: () => post("/store/order-cancel", { code, phone }) };
    };
    const packed = await order();
    const items = packed.standing.items.map(({ id }) => ({ id, quantity: 1 }));
    const fulfilled = await api.post(`/admin/orders/${packed.standing.id}/fulfillments`, { items }, operator);
    expect(fulfilled.status).toBe(200);
    const finished = await order();
    await container.resolve(Modules.ORDER).completeOrder(finished.standing.id);
    for (const { cancel } of [packed, finished]) expect((await cancel()).status).toBe(409);

    const payments = container.resolve(Modules.PAYMENT);
    const paymentsOf = ({ payment_collections }: StandingOrder) =>
      (payment_collections ?? []).flatMap((collection) => collection?.payments?.flatMap((made) => made?.id ?? []) ?? []);
    const paid = await order();
    const ids = paymentsOf(paid.standing);
    for (const payment_id of ids) await payments.capturePayment({ payment_id });
    for (let time = 0; time < 2; time += 1) expect((await paid.cancel()).status).toBe(200);
    const [payment] = await payments.listPayments({ id: ids }, { relations: ["captures", "refunds"] });
    expect([payment?.captures, payment?.refunds].map((moved) => moved?.map(({ amount }) => Number(amount)))).toEqual([
      [Number(payment?.amount)],
      [Number(payment?.amount)],
    ]);

    const half = await order();
    await container
      .resolve(ContainerRegistrationKeys.PG_CONNECTION)
      .raw("delete from payment where id = any(?)", [paymentsOf(half.standing)]);
    expect((await half.cancel()).status).toBe(404);
  });

  it("opens a cart again that a dead process has locked", async () => {
    const { cart, variant } = await cartWith("ruoc-be-be");
    const database = getContainer().resolve(ContainerRegistrationKeys.PG_CONNECTION);
    const lock = (until: string) =>
      database.raw(`insert into locking (id, expiration) values (?, now() + interval '${until}')`, [cart]);
    const add = async () => (await post(`/store/carts/${cart}/line-items`, { variant_id: variant, quantity: 1 })).status;
    await lock("-1 second");
    expect(await add()).toBe(500);
    await forgetDeadLocks(getContainer());
    expect(await add()).toBe(200);
    await lock("5 minutes");
    await forgetDeadLocks(getContainer());
    expect(await add()).toBe(500);
  });

  it("sells the last unit once, and Medusa's own way of completing a cart is no way round", async () => {
    const channels = channelsOf(getContainer());
    const shelf = await shelfOf("ruoc-be-be");
    await channels.setOnHand([{ inventoryItemId: shelf, onHand: 1 }]);
    const one = await cartWith("ruoc-be-be");
    const other = await cartWith("ruoc-be-be");
    const answers = await Promise.all([
      checkout(one.cart),
      checkout(other.cart, { province_code: "01", commune_code: "00004" }),
    ]);
    expect(answers.map(({ status }) => status).sort((one, other) => one - other)).toEqual([200, 409]);
    const short = answers.find(({ status }) => status === 409)?.data;
    expect(short).toMatchObject({ type: "short", items: [{ title: "Ruốc bề bề", wanted: 1, available: 0 }] });
    expect(await channels.boundOf(shelf)).toMatchObject({ onHand: 1, held: 1 });

    const operator = {
      ...ask,
      headers: {
        authorization: `Bearer ${tokenOf("user")}`,
      },
    };
    const { data: programme } = await api.get("/admin/channels/orders", operator);
    expect(programme.orders).toHaveLength(1);
    const [sold] = programme.orders;
    expect(sold).toMatchObject({
      can_pack: true,
      buyer: { phone: buyer.phone },
      lines: [{ title: "Ruốc bề bề", quantity: 1 }],
    });
    const press = async (what: string) => (await api.post(`/admin/channels/orders/${sold.id}/${what}`, {}, operator)).data;
    expect((await press("ship")).message).toMatch(/Đơn chưa gói/);
    expect((await press("pack")).order).toMatchObject({ state: "packed", can_ship: true });
    const cancel = await post("/store/order-cancel", { code: sold.code, phone: buyer.phone });
    expect([cancel.status, cancel.data.message]).toEqual([409, expect.stringContaining("Đơn đã được gói")]);
    expect((await press("ship")).order).toMatchObject({ state: "handed-over" });
    await press("ship");
    expect(await channels.boundOf(shelf)).toMatchObject({ onHand: 0, held: 0 });
    const third = await cartWith("keo-vung");
    const round = await post(`/store/carts/${third.cart}/complete`, {});
    expect(round.data.order).toBeUndefined();
    const mixed = await cartWith("keo-vung");
    const { product } = await get("/store/catalogue/long-nhan-minh-hoa");
    await post(`/store/carts/${mixed.cart}/line-items`, { variant_id: product.variant_id, quantity: 1 });
    const refused = await checkout(mixed.cart);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.data.message).toMatch(
      /^Mỗi đơn chỉ có một người bán, giỏ này có .+ và .+\. Vui lòng đặt thành 2 đơn riêng\.$/,
    );
    expect((await checkout(third.cart, { commune_code: "00004" })).data.message).toMatch(/Xã, phường không thuộc/);
    expect((await checkout(third.cart, { phone: "abc" })).data.message).toMatch(/Số điện thoại/);
  });
}

import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { channelsOf } from "../../src/channels-of";
import type { Backend } from "../backend";
import { loadSeed, password } from "./seeded";

export default function seed({ api, getContainer }: Backend): void {
  it("loads the real products, three baskets and the demonstration's sign-ins; a second run changes nothing", async () => {
    const container = getContainer();
    const wiring = await loadSeed(container, { anew: true });
    const count = async () => {
      const { data } = await container
        .resolve(ContainerRegistrationKeys.QUERY)
        .graph({ entity: "product", fields: ["handle", "metadata", "registered_product.id"] });
      return data;
    };
    const products = await count();
    const real = products.filter(({ metadata }) => metadata?.simulated === false && !metadata.basket);
    expect(real).toHaveLength(41);
    expect(real.filter((product) => !product.registered_product)).toEqual([]);
    expect(products.filter(({ metadata }) => metadata?.simulated === true)).toHaveLength(6);
    expect(products.filter(({ metadata }) => metadata?.basket === true)).toHaveLength(3);

    const { data: baskets } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "product",
      fields: ["handle", "variants.inventory_items.required_quantity"],
      filters: { handle: "gio-qua-tet-lang-nguyen" },
    });
    expect(
      baskets[0]?.variants[0]?.inventory_items
        ?.map((part: { required_quantity: number } | null) => part?.required_quantity)
        .sort(),
    ).toEqual([1, 1, 1, 1, 2]);

    const channels = channelsOf(container);
    const shelves = await channels.listStockComponents({}, { take: 1_000 });
    expect(shelves).toHaveLength(47);
    expect(shelves.every(({ on_hand, allowance }) => on_hand > 0 && allowance >= on_hand)).toBe(true);
    expect((await channels.listChannelAccounts({})).map(({ state }) => state)).toEqual(Array(4).fill("look-only"));

    expect(wiring.publishableKey).toMatch(/^pk_/);
    expect((await api.get("/files/illustrations/ruou-trang.png")).headers["content-type"]).toBe("image/png");
    for (const other of ["a-name-nobody-gave.png", "ruou-trang.jpg", "..%2Fsecrets.png"])
      expect((await api.get(`/files/illustrations/${other}`, { validateStatus: () => true })).status).toBe(404);
    const headers = { "x-publishable-api-key": wiring.publishableKey };
    const { data: cart } = await api.post("/store/carts", { region_id: wiring.regionId }, { headers });
    const options = await api.get(`/store/shipping-options?cart_id=${cart.cart.id}`, { headers });
    expect(options.data.shipping_options.map((option: { amount: number }) => option.amount).sort()).toEqual([20_000, 35_000]);

    for (const [actor, phone] of [
      ["producer_member", "0900000001"],
      ["officer", "0900000002"],
      ["user", "admin@hungyen.test"],
    ]) {
      const { data } = await api.post(`/auth/${actor}/emailpass`, { email: phone, password });
      expect(data.token).toBeTruthy();
      if (actor === "officer") {
        const board = await api.get("/department/coverage?simulated=1", {
          headers: { authorization: `Bearer ${data.token}` },
        });
        expect(board.data.reading.official.goods.asWritten).toMatchObject({ numerator: 0, denominator: 4 });
      }
    }

    // As after a run that was cut off: what hangs on something that stands already is made all the same.
    const fulfilment = container.resolve(Modules.FULFILLMENT);
    const lost = await fulfilment.listShippingOptions({});
    await fulfilment.deleteShippingOptions(lost.map(({ id }) => id));
    const taxes = await container.resolve(Modules.TAX).listTaxRegions({});
    await container.resolve(Modules.TAX).deleteTaxRegions(taxes.map(({ id }) => id));
    await channels.deleteStockComponents(shelves.slice(0, 3).map(({ id }) => id));
    await loadSeed(container, { anew: true });
    expect(await fulfilment.listShippingOptions({})).toHaveLength(2);
    expect(await container.resolve(Modules.TAX).listTaxRegions({})).toHaveLength(1);
    expect(await channels.listStockComponents({}, { take: 1_000 })).toHaveLength(47);
    expect(await count()).toHaveLength(products.length);
    expect(await channels.listChannelAccounts({})).toHaveLength(4);
    expect(await container.resolve(Modules.REGION).listRegions({})).toHaveLength(1);
  });
}

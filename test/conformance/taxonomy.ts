import { expect } from "vitest";
import { part, type Shop, type Suite } from "./suite.ts";

export function describeTaxonomy({ ports, has, promise }: Suite): void {
  if (!ports.taxonomy) return;
  const port = (shop: Shop) => part(shop.connector.taxonomy);
  const { required, values, brands, carriers } = has.taxonomy;
  const leafOf = (shop: Shop) => part(shop.market.listing().onChannel.categoryId);

  promise("reads every category, each once", async (shop) => {
    const { items, problems } = await port(shop).categories();
    expect(problems).toEqual([]);
    expect(items.map(({ id }) => id).toSorted()).toEqual(shop.market.taxonomy.categories.map(({ id }) => id).toSorted());
  });
  promise("knows under which category each lies, up to the first ones", async (shop) => {
    const { items } = await port(shop).categories();
    const parents = new Map(items.map(({ id, parentId }) => [id, parentId]));
    for (const { id, parentId } of shop.market.taxonomy.categories) {
      // What lies under a root that is no category lies under nothing.
      const told = parents.get(id);
      expect([id, told !== undefined && parents.has(told) ? told : undefined]).toEqual([id, parentId]);
    }
  });
  promise("knows in which categories goods may be listed", async (shop) => {
    const { items } = await port(shop).categories();
    for (const { id, leaf } of shop.market.taxonomy.categories)
      expect([id, items.find((each) => each.id === id)?.leaf]).toEqual([id, leaf]);
  });
  promise("names categories in words", async (shop) => {
    const { items } = await port(shop).categories();
    for (const { name } of items) expect(name).toMatch(/\p{L}/u);
    expect(items.map(({ name }) => name).join(" ")).toMatch(/[ăâđêôơưáàảãạ]/u);
  });
  promise(
    "knows what each listing of a category must say",
    async (shop) => {
      const { categoryId, attributeIds } = part(required);
      const { items, problems } = await port(shop).attributes(categoryId);
      expect(problems).toEqual([]);
      expect(
        items
          .filter((each) => each.required && !each.onlyWith)
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual([...attributeIds].toSorted());
      for (const { name } of items) expect(name).toMatch(/\p{L}/u);
    },
    required,
  );
  promise(
    "knows the values of an attribute, named in words",
    async (shop) => {
      const { categoryId, attributeId, ids } = part(values);
      const { items } = await port(shop).attributes(categoryId);
      const attribute = items.find(({ id }) => id === attributeId);
      expect(attribute?.values.map(({ id }) => id).toSorted()).toEqual([...ids].toSorted());
      for (const { name } of attribute?.values ?? []) expect(name).toBeTruthy();
    },
    values,
  );
  promise("names no attribute twice", async (shop) => {
    const { items } = await port(shop).attributes(leafOf(shop));
    const names = items.map(({ id, onlyWith }) => `${id} ${onlyWith?.attributeId} ${onlyWith?.valueId}`);
    expect(new Set(names).size).toBe(names.length);
  });
  promise(
    "reads every brand of a category, each once",
    async (shop) => {
      const { items, problems } = await part(port(shop).brands?.(leafOf(shop)));
      expect(problems).toEqual([]);
      const ids = items.map(({ id }) => id);
      expect(ids).toEqual(expect.arrayContaining([...part(brands)]));
      expect(new Set(ids).size).toBe(ids.length);
    },
    "brands" in ports.taxonomy && brands,
  );
  promise(
    "reads brands over more than a page",
    async (shop) => {
      const wanted = part(shop.market.taxonomy.fillBrands)();
      const { brands: path } = shop.market.reads;
      const asked = () => shop.market.requests().filter((each) => each.path.endsWith(part(path))).length;
      const { items, problems } = await part(port(shop).brands?.(leafOf(shop)));
      expect(problems).toEqual([]);
      expect(items.map(({ id }) => id).toSorted()).toEqual([...wanted].toSorted());
      expect(asked()).toBeGreaterThan(1);
    },
    "brands" in ports.taxonomy,
  );
  promise(
    "knows which carriers the shop has switched on",
    async (shop) => {
      const { items, problems } = await part(port(shop).carriers?.());
      expect(problems).toEqual([]);
      const byId = (one: { id: string }, other: { id: string }) => one.id.localeCompare(other.id);
      expect(items.map(({ id, enabled }) => ({ id, enabled })).toSorted(byId)).toEqual([...part(carriers)].toSorted(byId));
    },
    "carriers" in ports.taxonomy && carriers,
  );
  promise(
    "reads what a category takes as bands that hold something",
    async (shop) => {
      const { title, description, pictures, price, stock } = await part(port(shop).limits?.(leafOf(shop)));
      for (const band of [title, description, pictures, price, stock])
        if (band?.least !== undefined && band.most !== undefined) expect(band.least).toBeLessThanOrEqual(band.most);
      const own = shop.market.listing();
      expect(own.price).toBeGreaterThanOrEqual(price?.least ?? 0);
      expect(own.price).toBeLessThanOrEqual(price?.most ?? own.price);
    },
    "limits" in ports.taxonomy,
  );
  promise("is told no for a category that is none", async (shop) => {
    expect(["rejected", "validation"]).toContain(await shop.kindOf(port(shop).attributes("99999999")));
  });
  promise("fails rather than tell half a tree", async (shop) => {
    const asked = await shop.calls(() => port(shop).categories());
    for (let call = 0; call < Math.min(asked, 4); call += 1) {
      shop.market.answer(() => new Response("Bad Gateway", { status: 502 }), { after: call });
      expect(await shop.kindOf(port(shop).categories())).toBe("retryable");
    }
  });
}

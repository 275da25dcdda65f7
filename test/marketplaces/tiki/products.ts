import type { Events } from "./events.ts";
import type { Product, ProductVersion } from "./state.ts";
import type { World } from "./world.ts";

/** Products as they are, and as readers see them a while late. */
export function createProducts(world: World, events: Events) {
  const { state } = world;

  function change(product: Product, change: Partial<Omit<ProductVersion, "at" | "version">>, at: number): void {
    const before = latest(product);
    product.versions = [...product.versions.slice(-60), { ...before, ...change, at, version: before.version + 1 }];
    const after = latest(product);
    const ids = { product_id: product.id, original_sku: after.originalSku };
    // Prices are texts in events.
    if (before.price !== after.price)
      events.tell(
        product.sellerId,
        "PRODUCT_PRICE_UPDATED",
        "v1",
        { ...ids, price_from: String(before.price), price_to: String(after.price) },
        at,
      );
    if (before.marketPrice !== after.marketPrice)
      events.tell(
        product.sellerId,
        "PRODUCT_MARKET_PRICE_UPDATED",
        "v1",
        { ...ids, market_price_from: String(before.marketPrice), market_price_to: String(after.marketPrice) },
        at,
      );
    world.changed();
  }

  return {
    change,
    find: (id: number) => state().products.find((product) => product.id === id),
    ofSeller: (sellerId: number) => state().products.filter((product) => product.sellerId === sellerId),
    bySku: (sellerId: number, originalSku: string) =>
      state().products.find(
        (product) => product.sellerId === sellerId && latest(product).originalSku === originalSku && !latest(product).gone,
      ),
    /** Undefined before it can be seen, and once the marketplace has taken it down. */
    seen(product: Product, at: number): ProductVersion | undefined {
      const version = product.versions.findLast((each) => each.at <= at);
      return version?.gone ? undefined : version;
    },
    onSale: (product: Product): boolean => {
      const { active, hidden, gone } = latest(product);
      const seller = state().sellers.find(({ id }) => id === product.sellerId);
      return active && !hidden && !gone && (seller?.active ?? false);
    },
    /** A running promotion locks price, unlisting and lowering of stock. */
    locked: (product: Product): boolean => world.dials().promotionLocks && latest(product).promotion !== null,
  };
}
export type Products = ReturnType<typeof createProducts>;

export function latest(product: Product): ProductVersion {
  const last = product.versions.at(-1);
  if (!last) throw new Error("a product without a version");
  return last;
}

/** `slug-p{master}.html?spid={product}`, the form of a product's public address. */
export function publicPath(product: Product): string {
  const slug = latest(product)
    .name.normalize("NFD")
    .replaceAll(/\p{Diacritic}/gu, "")
    .replaceAll(/[đĐ]/g, "d")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return `${slug}-p${product.masterId}.html?spid=${product.id}`;
}

import { z } from "zod";
import { attributeById, attributesOf, categoryById, fulfillmentOf } from "./catalogue.ts";
import { localTime } from "./local-time.ts";
import type { Parts } from "./parts.ts";
import { latest, publicPath } from "./products.ts";
import { between, paged, type Routes, readBody, type SellerCall, TikiError } from "./routes.ts";
import type { Product, ProductVersion, Seller } from "./state.ts";
import { readWarehouses } from "./warehouses.ts";

const changeSchema = z.object({
  product_id: z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]).nullish(),
  original_sku: z.string().min(1).nullish(),
  price: z.int().positive().nullish(),
  seller_warehouse: z.string().nullish(),
  warehouse_quantities: z.array(z.object({ warehouse_id: z.int(), qty_available: z.int().nonnegative() })).nullish(),
});
const oneSchema = changeSchema.extend({ active: z.union([z.literal(0), z.literal(1)]).nullish() });
// §5.3: 1 enabled, 2 disabled, 3 hidden; another coding than `active`.
const rowSchema = changeSchema.extend({ status: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullish() });
const batchSchema = z.object({ data: z.array(z.unknown()).min(1) });
const skuSchema = z.object({ product_id: z.int(), original_sku: z.string().trim().min(1) });

interface Change {
  readonly price?: number | undefined;
  readonly shown?: Partial<Pick<ProductVersion, "active" | "hidden">> | undefined;
  readonly warehouses?: readonly number[] | undefined;
  readonly quantities?: ReadonlyMap<number, number> | undefined;
}

/** §5.3, §5.4, §6. */
export function productApi({ seller }: Routes, parts: Parts): void {
  const { products, stock, faults, world } = parts;
  const both = ["v2.1", "v2"];

  const ownById = (id: number, me: Seller): Product => {
    const product = products.find(id);
    if (!product || latest(product).gone) throw new TikiError(404, "Product not found");
    if (product.sellerId !== me.id) throw new TikiError(403, "you do not have permission to update this product");
    return product;
  };
  const own = (asked: z.infer<typeof changeSchema>, me: Seller): Product => {
    const { product_id, original_sku } = asked;
    if (typeof product_id === "number") {
      const product = ownById(product_id, me);
      if (typeof original_sku === "string" && latest(product).originalSku !== original_sku)
        throw new TikiError(422, "original_sku does not match product_id");
      return product;
    }
    if (typeof original_sku !== "string") throw new TikiError(400, "product_id or original_sku is required");
    const product = products.bySku(me.id, original_sku);
    if (!product) throw new TikiError(404, "Product not found");
    return product;
  };

  function wantedChange(asked: z.infer<typeof changeSchema>, product: Product, me: Seller): Change {
    const { price, marketPrice } = latest(product);
    const units = new Map((asked.warehouse_quantities ?? []).map((each) => [each.warehouse_id, each.qty_available]));
    const warehouses = typeof asked.seller_warehouse === "string" ? readWarehouses(asked.seller_warehouse, me) : undefined;
    if (typeof asked.seller_warehouse === "string" && !warehouses) throw new TikiError(422, "seller_warehouse is invalid");
    for (const id of units.keys())
      if (!me.warehouses.some((warehouse) => warehouse.id === id)) throw new TikiError(422, `warehouse_id ${id} is invalid`);
    if (units.size && product.inventoryType === "instock")
      throw new TikiError(422, "Quantity of an instock product is managed by Tiki");
    if (typeof asked.price === "number" && asked.price * 10 < marketPrice)
      throw new TikiError(422, "Price is not valid because less than ten percent listing price");
    if (typeof asked.price === "number" && asked.price !== price && products.locked(product))
      throw new TikiError(422, "Product is in a promotion, its price can not be changed");
    return {
      price: asked.price ?? undefined,
      warehouses,
      quantities: asked.warehouse_quantities ? units : undefined,
    };
  }
  /** All of a change or nothing of it; at once, but for stock where the dial says so. */
  function apply(product: Product, change: Change, at: number): void {
    const { price, shown, warehouses = [], quantities = new Map<number, number>() } = change;
    if (products.locked(product)) {
      if (shown && (shown.active === false || shown.hidden === true))
        throw new TikiError(422, "Product is in a promotion, it can not be turned off");
      for (const [id, units] of quantities)
        if (stock.lowers(product, id, units))
          throw new TikiError(422, "Product is in a promotion, its quantity can not be lowered");
    }
    for (const id of [...warehouses, ...quantities.keys()]) stock.shelfOf(product, id, at);
    for (const [id, units] of quantities)
      if (!stock.write(product, id, units, at)) throw new TikiError(422, "Quantity is less than what orders reserve");
    if (price !== undefined || shown) products.change(product, { ...(price === undefined ? {} : { price }), ...shown }, at);
  }

  seller("PUT", both, "/products/updateSku", "product", async ({ seller: me, context, at }) => {
    const asked = await readBody(context, oneSchema);
    const product = own(asked, me);
    const change = wantedChange(asked, product, me);
    const shown =
      typeof asked.active === "number" ? { active: asked.active === 1, ...(asked.active ? { hidden: false } : {}) } : undefined;
    if (takesEffect(me, context)) apply(product, { ...change, shown }, at);
    return { state: "approved" };
  });

  // The shape of the answer is ours: the document leaves it open.
  seller("PUT", ["v2.1"], "/products/updateSkus", "product", async ({ seller: me, context, at }) => {
    const { data } = await readBody(context, batchSchema);
    const { batchSize } = world.dials();
    if (data.length > batchSize) throw new TikiError(422, `data must not be greater than ${batchSize}`);
    const effective = takesEffect(me, context);
    const half = faults.met(context, "partial-failure") ? Math.floor(data.length / 2) : data.length;
    return {
      data: data.map((row, index) => {
        const asked = rowSchema.safeParse(row);
        const told = asked.success ? { product_id: asked.data.product_id, original_sku: asked.data.original_sku } : {};
        try {
          if (!asked.success)
            throw new TikiError(400, ...asked.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
          if (index >= half) throw new TikiError(500, "Internal API went wrong, please try again later");
          const product = own(asked.data, me);
          const change = wholeList(product, wantedChange(asked.data, product, me));
          if (effective) apply(product, { ...change, shown: shownBy[asked.data.status ?? 0] }, at);
          return { ...told, state: "approved" };
        } catch (error) {
          if (!(error instanceof TikiError)) throw error;
          return { ...told, state: "rejected", errors: error.texts };
        }
      }),
    };
  });
  const takesEffect = (me: Seller, context: SellerCall["context"]): boolean =>
    me.canUpdateProduct && !faults.met(context, "ack-without-effect");
  /** §9.4: in a batch, warehouses that are left out are set to 0. */
  const wholeList = (product: Product, change: Change): Change =>
    change.quantities
      ? {
          ...change,
          quantities: new Map([...Object.keys(product.shelves).map((id) => [Number(id), 0] as const), ...change.quantities]),
        }
      : change;

  seller("POST", ["v2"], "/products/updateOriginalSku", "product", async ({ seller: me, context, at }) => {
    const { product_id, original_sku } = await readBody(context, skuSchema);
    const product = ownById(product_id, me);
    const other = products.bySku(me.id, original_sku);
    if (other && other !== product && world.dials().sellerSkuUnique)
      throw new TikiError(422, "Seller product code is not unique");
    if (me.canUpdateProduct) products.change(product, { originalSku: original_sku }, at);
    return { state: "approved" };
  });

  for (const version of both) {
    seller("GET", [version], "/products", "product", ({ seller: me, context, at }) => {
      const query = context.req.query();
      const seenAt = at - world.lag(world.dials().listLagMs);
      const rows = faults.met(context, "empty-page")
        ? []
        : products
            .ofSeller(me.id)
            .flatMap((product) => ({ product, seen: products.seen(product, seenAt) }))
            .flatMap(({ product, seen }) => (seen && matches(product, seen, query) ? [{ product, seen }] : []))
            .toSorted((one, other) => other.product.created - one.product.created || other.product.id - one.product.id);
      const short = faults.met(context, "short-page");
      const { data, paging } = paged(context, rows, { cap: world.dials().pageCap, countsFrom: 0, short });
      return { data: data.map(({ product, seen }) => wire(product, seen, seenAt, version, query.include ?? "")), paging };
    });
    if (version === "v2")
      seller("GET", [version], "/products/findBy", "product", ({ seller: me, context, at }) => {
        const { original_sku, include = "" } = context.req.query();
        if (!original_sku) throw new TikiError(400, "original_sku is required");
        const seenAt = at - world.lag(world.dials().searchLagMs);
        const rows = products
          .ofSeller(me.id)
          .flatMap((product) => ({ product, seen: products.seen(product, seenAt) }))
          .flatMap(({ product, seen }) => (seen?.originalSku === original_sku ? [{ product, seen }] : []))
          .map(({ product, seen }) => wire(product, seen, seenAt, version, include));
        return paged(context, rows, { cap: world.dials().pageCap, countsFrom: 0 });
      });
    seller("GET", [version], "/products/:product", "product", ({ seller: me, context, at }) => {
      const product = ownById(Number(context.req.param("product")), me);
      const seenAt = at - world.lag(world.dials().readLagMs);
      const seen = products.seen(product, seenAt);
      if (!seen) throw new TikiError(404, "Product not found");
      return wire(product, seen, seenAt, version, context.req.query("include") ?? "");
    });
  }

  function matches(product: Product, seen: ProductVersion, query: Record<string, string>): boolean {
    const { active, category_id, name } = query;
    return (
      (active === undefined || active === String(seen.active ? 1 : 0)) &&
      (category_id === undefined || Number(category_id) === seen.categoryId) &&
      (name === undefined || seen.name.toLocaleLowerCase("vi").includes(name.toLocaleLowerCase("vi"))) &&
      between(product.created, query.created_from_date, query.created_to_date) &&
      between(seen.at, query.updated_from_date, query.updated_to_date)
    );
  }

  /** v2 calls the key `id` and gives `active` as a text; v2.1 has both keys and a number (§5.4). */
  function wire(product: Product, seen: ProductVersion, seenAt: number, version: string, include: string) {
    const with_ = new Set(include.split(","));
    const active = seen.active ? 1 : 0;
    return {
      ...(version === "v2.1" ? { product_id: product.id } : {}),
      id: product.id,
      sku: product.sku,
      name: seen.name,
      master_id: product.masterId,
      master_sku: product.masterSku,
      super_id: 0,
      active: version === "v2" ? String(active) : active,
      is_hidden: seen.hidden,
      original_sku: seen.originalSku,
      type: "simple",
      entity_type: "seller_simple",
      price: seen.price,
      market_price: seen.marketPrice,
      version: seen.version,
      created_at: localTime(product.created),
      updated_at: localTime(seen.at),
      thumbnail: seen.image,
      ...(with_.has("images")
        ? { images: seen.images.map((url, position) => ({ id: product.id * 100 + position, url, path: url, position })) }
        : {}),
      ...(with_.has("categories")
        ? { categories: [{ id: seen.categoryId, name: categoryById(seen.categoryId)?.name ?? "", is_primary: true }] }
        : {}),
      ...(with_.has("attributes")
        ? {
            attributes: {
              ...attributeValues(seen),
              description: seen.description,
              name: seen.name,
              url_path: publicPath(product),
            },
          }
        : {}),
      ...(with_.has("seller") ? { seller: sellerWire(product.sellerId) } : {}),
      ...(with_.has("inventory") ? { inventory: inventory(product, seenAt) } : {}),
    };
  }
  const sellerWire = (id: number) => ({ id, name: world.state().sellers.find((each) => each.id === id)?.name ?? "" });
  function inventory(product: Product, seenAt: number) {
    const seen = stock.seen(product, seenAt) ?? { available: 0, reserved: 0, saleable: 0 };
    return {
      inventory_type: product.inventoryType,
      fulfillment_type: fulfillmentOf[product.inventoryType],
      quantity: seen.available,
      quantity_available: seen.available,
      quantity_reserved: seen.reserved,
      quantity_saleable: seen.saleable,
    };
  }
}

const shownBy: Readonly<Record<number, Change["shown"]>> = {
  1: { active: true, hidden: false },
  2: { active: false },
  3: { active: false, hidden: true },
};

/** Those of the category's select attributes as an id and a value, the others as they were given. */
function attributeValues(seen: ProductVersion): Record<string, unknown> {
  const known = attributesOf(seen.categoryId);
  return Object.fromEntries(
    Object.entries(seen.attributes).map(([code, value]) => {
      const attribute = known.find((each) => each.code === code);
      const index =
        attribute &&
        attributeById(attribute.id)?.values?.findIndex((each) => each.toLowerCase() === String(value).toLowerCase());
      return [code, attribute?.inputType === "select" ? { id: attribute.id * 100 + (index ?? 0), value } : value];
    }),
  );
}

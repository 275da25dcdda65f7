import { z } from "zod";
import { categoryById, inventoryTypes, optionLabels } from "./catalogue.ts";
import { localTime } from "./local-time.ts";
import type { Parts } from "./parts.ts";
import { paged, type Routes, readBody, TikiError } from "./routes.ts";
import type { ProductRequest, Seller, WantedChange, WantedProduct } from "./state.ts";
import { readWarehouses } from "./warehouses.ts";

const money = z.int().positive();
const attributesSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const variantSchema = z.object({
  sku: z.string().trim().min(1),
  min_code: z.union([z.string(), z.int()]).nullish(),
  option1: z.string().trim().min(1).nullish(),
  option2: z.string().trim().min(1).nullish(),
  price: money,
  market_price: money.nullish(),
  inventory_type: z.enum(inventoryTypes),
  seller_warehouse: z.string().nullish(),
  // §5.1: camelCase here, unlike in updateSku.
  warehouse_stocks: z.array(z.object({ warehouseId: z.int(), qtyAvailable: z.int().nonnegative() })).default([]),
  brand_origin: z.string().nullish(),
  image: z.string().nullish(),
  images: z.array(z.string()).default([]),
});
const createSchema = z.object({
  category_id: z.int(),
  name: z.string().trim().min(1),
  description: z.string().trim().min(1),
  market_price: money.nullish(),
  attributes: attributesSchema,
  image: z.string().trim().min(1),
  images: z.array(z.string()).default([]),
  option_attributes: z.array(z.string()).default([]),
  certificate_files: z.array(z.unknown()).default([]),
  variants: z.array(variantSchema).min(1),
  meta_data: z.object({ is_auto_turn_on: z.boolean().optional() }).nullish(),
});
const updateSchema = z.object({
  product_id: z.int(),
  name: z.string().trim().min(1).optional(),
  description: z.string().trim().min(1).optional(),
  market_price: money.optional(),
  image: z.string().trim().min(1).optional(),
  images: z.array(z.string()).optional(),
  attributes: attributesSchema.optional(),
});

/** §5.1, §5.2. */
export function requestApi({ seller }: Routes, { requests, products, faults, world }: Parts): void {
  const v2 = ["v2"];
  const own = (request: ProductRequest | undefined, of: Seller, what: string): ProductRequest => {
    if (!request || request.sellerId !== of.id) throw new TikiError(404, `${what} not found`);
    return request;
  };
  const tracked = (trackId: string | undefined, of: Seller, at: number): ProductRequest => {
    const request = own(requests.find(trackId ?? ""), of, "track_id");
    if (at - request.created > world.dials().trackKeptMs) throw new TikiError(404, "track_id is expired");
    return request;
  };
  const queued = ({ trackId }: ProductRequest) => ({ track_id: trackId, state: "queuing" });
  const track = (request: ProductRequest) => ({
    track_id: request.trackId,
    state: request.state,
    reason: request.reason,
    request_id: request.requestId,
  });

  seller("POST", ["v2.1"], "/requests", "product", async ({ seller: me, context, at }) => {
    const product = wantedProduct(await readBody(context, createSchema, 422), me);
    return queued(requests.ask(me.id, { kind: "create_product", product }, faults.met(context, "stuck-request"), at));
  });
  seller("POST", ["v2.1", "v2"], "/requests/updateProductInfo", "product", async ({ seller: me, context, at }) => {
    const { product_id, market_price, ...asked } = await readBody(context, updateSchema, 422);
    const product = products.find(product_id);
    if (!product) throw new TikiError(404, "product_id not found");
    if (product.sellerId !== me.id) throw new TikiError(403, "you do not have permission to update this product");
    const change = defined({ ...asked, marketPrice: market_price });
    if (!Object.keys(change).length) throw new TikiError(422, "Nothing to update");
    const stuck = faults.met(context, "stuck-request");
    return queued(requests.ask(me.id, { kind: "update_product", productId: product.id, change }, stuck, at));
  });

  seller("GET", v2, "/tracking", "product", ({ seller: me, context, at }) => {
    const { limit = "50" } = context.req.query();
    const { trackKeptMs, listLagMs } = world.dials();
    return requests
      .ofSeller(me.id)
      .filter(({ created }) => at - created <= trackKeptMs && created <= at - world.lag(listLagMs))
      .toReversed()
      .slice(0, Math.min(100, Math.max(1, Number(limit) || 50)))
      .map(track);
  });
  seller("GET", v2, "/tracking/:track", "product", ({ seller: me, context, at }) =>
    track(tracked(context.req.param("track"), me, at)),
  );
  seller("POST", v2, "/tracking/:track/replay", "product", ({ seller: me, context, at }) => {
    const request = tracked(context.req.param("track"), me, at);
    if (!requests.replay(request, at)) throw new TikiError(422, "Request can not be replayed");
    return queued(request);
  });

  // Only those that came out of processing; the others can be tracked and not listed.
  seller("GET", v2, "/requests", "product", ({ seller: me, context, at }) => {
    const { state, include = "" } = context.req.query();
    const seenAt = at - world.lag(world.dials().listLagMs);
    const rows = requests
      .ofSeller(me.id)
      .filter((request) => request.requestId !== null && request.created <= seenAt)
      .filter((request) => state === undefined || request.state === state)
      .toReversed()
      .map((request) => wire(request, include.split(",").includes("products")));
    return paged(context, rows, { cap: world.dials().pageCap, countsFrom: 0 });
  });
  seller("GET", v2, "/requests/findBy", "product", ({ seller: me, context, at }) => {
    const request = tracked(context.req.query("track_id"), me, at);
    if (request.requestId === null) throw new TikiError(404, "Request not found");
    return wire(request, true);
  });
  seller("GET", v2, "/requests/:request", "product", ({ seller: me, context }) =>
    wire(own(requests.byRequestId(context.req.param("request") ?? ""), me, "Request"), true),
  );
  seller("DELETE", v2, "/requests/:request", "product", ({ seller: me, context, at }) => {
    const request = own(requests.byRequestId(context.req.param("request") ?? ""), me, "Request");
    if (!requests.remove(request, at)) throw new TikiError(422, "An approved request can not be deleted");
    return { request_id: request.requestId, state: request.state };
  });

  function wire(request: ProductRequest, withProducts: boolean) {
    return {
      request_id: request.requestId,
      state: request.state,
      created_at: localTime(request.created),
      created_by: "seller@tiki.invalid",
      kind: request.wanted.kind,
      approved_at: request.approved === null ? null : localTime(request.approved),
      approved_by: request.approved === null ? null : "content@tiki.invalid",
      reasons: request.reason === "" ? null : request.reason,
      products: withProducts ? productsWire(request) : [],
    };
  }
  /** Before it is approved a request has no products: what it asks for is shown without an id. */
  function productsWire(request: ProductRequest) {
    const there = requests.productsOf(request);
    if (there.length || request.wanted.kind === "update_product")
      return there.map(({ product, version }) => ({
        product_id: product.id,
        sku: product.sku,
        name: version.name,
        active: version.active ? 1 : 0,
        original_sku: version.originalSku,
        price: version.price,
        market_price: version.marketPrice,
      }));
    const { name, variants } = request.wanted.product;
    return variants.map((variant) => ({
      product_id: null,
      sku: null,
      name: [name, ...variant.options].join(" - "),
      active: 0,
      original_sku: variant.sku,
      price: variant.price,
      market_price: variant.marketPrice,
    }));
  }
}

/** What can be said at once, with 422; the rest comes out in processing. */
function wantedProduct(asked: z.infer<typeof createSchema>, seller: Seller): WantedProduct {
  const errors: string[] = [];
  const { option_attributes: options, variants } = asked;
  const category = categoryById(asked.category_id);
  if (!category) throw new TikiError(404, `Category not found id: ${asked.category_id}`);
  if (!category.primary) errors.push(`Category ${asked.category_id} is not primary`);
  if (options.length > 2) errors.push("option_attributes must not be more than 2");
  for (const code of options)
    if (!optionLabels.some((label) => label === code)) errors.push(`option_attributes ${code} is not allowed`);
  if (!options.length && variants.length > 1) errors.push("variants of a simple product must be one");
  if (new Set(variants.map(({ sku }) => sku)).size < variants.length) errors.push("variants sku must be unique");
  for (const [index] of options.entries())
    if (variants.some((variant) => !optionOf(variant, index)))
      errors.push(`variants don't match with option_attributes => variants option${index + 1} missing`);
  for (const variant of variants) {
    if (!seller.operationModels.includes(variant.inventory_type))
      errors.push(`inventory_type ${variant.inventory_type} is not registered`);
    const named = readWarehouses(variant.seller_warehouse ?? "", seller);
    if (!named) errors.push(`seller_warehouse ${variant.seller_warehouse} is invalid`);
    for (const { warehouseId } of variant.warehouse_stocks)
      if (!named?.includes(warehouseId)) errors.push(`warehouse_stocks ${warehouseId} is not in seller_warehouse`);
  }
  if (errors.length) throw new TikiError(422, ...errors);
  return {
    categoryId: asked.category_id,
    name: asked.name,
    description: asked.description,
    attributes: asked.attributes,
    image: asked.image,
    images: asked.images,
    hasPapers: asked.certificate_files.length > 0,
    turnOn: asked.meta_data?.is_auto_turn_on ?? false,
    variants: variants.map((variant) => ({
      sku: variant.sku,
      price: variant.price,
      marketPrice: variant.market_price ?? asked.market_price ?? variant.price,
      options: options.flatMap((_, index) => optionOf(variant, index) ?? []),
      inventoryType: variant.inventory_type,
      stocks: (readWarehouses(variant.seller_warehouse ?? "", seller) ?? []).map((warehouseId) => ({
        warehouseId,
        units: variant.warehouse_stocks.find((each) => each.warehouseId === warehouseId)?.qtyAvailable ?? 0,
      })),
      image: variant.image ?? "",
      images: variant.images,
    })),
  };
}
const optionOf = (variant: z.infer<typeof variantSchema>, index: number) => (index === 0 ? variant.option1 : variant.option2);

function defined(change: { [Name in keyof WantedChange]: WantedChange[Name] | undefined }): WantedChange {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

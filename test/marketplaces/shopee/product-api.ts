import { createHash } from "node:crypto";
import type { Context } from "hono";
import { z } from "zod";
import { type Marketplace, type Route, ShopeeError } from "./api.ts";
import { categories, type Item, type ItemVersion, logisticsChannels, type Store } from "./store.ts";

const idSchema = z.object({ item_id: z.int() });
const addSchema = z.object({
  item_name: z.string().min(1).max(120),
  description: z.string().min(1),
  original_price: z.int().positive(),
  weight: z.number().positive(),
  category_id: z.int(),
  image: z.object({ image_id_list: z.array(z.string()).min(1).max(9) }),
  logistic_info: z.array(z.object({ logistic_id: z.int(), enabled: z.boolean() })).min(1),
  item_sku: z.string().default(""),
  item_status: z.enum(["NORMAL", "UNLIST"]).default("NORMAL"),
  seller_stock: z.array(z.object({ stock: z.int().nonnegative() })).default([{ stock: 0 }]),
});
const updateSchema = idSchema.extend({
  item_name: z.string().min(1).max(120).optional(),
  description: z.string().min(1).optional(),
  category_id: z.int().optional(),
  image: z.object({ image_id_list: z.array(z.string()).min(1).max(9) }).optional(),
});
const priceSchema = idSchema.extend({
  price_list: z.array(z.object({ model_id: z.int().default(0), original_price: z.int().positive() })).length(1),
});
const stockSchema = idSchema.extend({
  stock_list: z
    .array(
      z.object({ model_id: z.int().default(0), seller_stock: z.array(z.object({ stock: z.int().nonnegative() })).length(1) }),
    )
    .length(1),
});
const unlistSchema = z.object({
  item_list: z
    .array(z.object({ item_id: z.int(), unlist: z.boolean() }))
    .min(1)
    .max(50),
});

/** §4: at most 10 MB, JPG or PNG; products take the id, not the address. */
export async function uploadImage(context: Context, store: Store): Promise<Record<string, unknown>> {
  const { image } = await context.req.parseBody();
  if (!(image instanceof File)) throw new ShopeeError("error_param", "image is missing.");
  if (image.size > 10 * 1024 * 1024) throw new ShopeeError("error_param", "image is larger than 10 MB.");
  const bytes = Buffer.from(await image.arrayBuffer());
  const known = bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) || bytes.subarray(1, 4).toString() === "PNG";
  if (!known) throw new ShopeeError("error_param", "image is neither JPG nor PNG.");
  const id = `vn-sim-${createHash("sha256").update(bytes).digest("hex").slice(0, 24)}`;
  store.state.images[id] = image.type;
  store.changed();
  return {
    image_info: {
      image_id: id,
      image_url_list: [{ image_url_region: "VN", image_url: `https://cf.shopee.invalid/file/${id}` }],
    },
  };
}

/** §5 as far as single items without variations go. */
export function productApi(route: Route, { store }: Marketplace): void {
  const read = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> => {
    const asked = schema.safeParse(value);
    if (asked.success) return asked.data;
    const [issue] = asked.error.issues;
    throw new ShopeeError("error_param", `Parameter ${issue?.path.join(".")} ${issue?.message}`);
  };
  const own = (itemId: number, shopId: number): Item => {
    const item = store.item(itemId);
    if (!item) throw new ShopeeError("error_item_not_found", "Product not found.");
    if (item.shop_id !== shopId) throw new ShopeeError("error_item_not_belong_shop", "Product does not belong to this shop.");
    return item;
  };
  const alive = (item: Item): Item => {
    if (store.now(item).item_status === "SELLER_DELETE")
      throw new ShopeeError("error_item_uneditable", "The product is deleted.");
    return item;
  };
  const checkCategory = (id: number) => {
    const category = categories.find(({ category_id }) => category_id === id);
    if (!category?.leaf) throw new ShopeeError("error_param", "category_id must be a leaf category.");
  };
  const checkImages = (ids: readonly string[]) => {
    for (const id of ids) if (!store.state.images[id]) throw new ShopeeError("error_param", `image_id ${id} does not exist.`);
  };
  const visible = (shopId: number, at: number): { item: Item; seen: ItemVersion }[] =>
    store.state.items.flatMap((item) => {
      const seen = item.shop_id === shopId ? store.seen(item, at) : undefined;
      return seen ? [{ item, seen }] : [];
    });

  route("GET", "/product/get_category", () => ({
    category_list: categories.map(({ name, leaf, ...each }) => ({
      ...each,
      original_category_name: name,
      display_category_name: name,
      has_children: !leaf,
    })),
  }));
  route("GET", "/product/get_attribute_tree", (context) => {
    const ids = (context.req.query("category_id_list") ?? "").split(",").filter(Boolean).map(Number);
    if (!ids.length || ids.length > 20) throw new ShopeeError("error_param", "category_id_list takes 1 to 20.");
    for (const id of ids) checkCategory(id);
    return { list: ids.map((category_id) => ({ category_id, attribute_tree: [] })) };
  });
  route("GET", "/product/get_brand_list", (context) => {
    checkCategory(Number(context.req.query("category_id")));
    return { brand_list: [], has_next_page: false, next_offset: 0, is_mandatory: false, input_type: "DROP_DOWN" };
  });
  route("GET", "/logistics/get_channel_list", () => ({
    logistics_channel_list: logisticsChannels.map((channel) => ({ ...channel, handover: undefined })),
  }));

  route("POST", "/product/add_item", async (context, shopId) => {
    const asked = read(addSchema, await context.req.json());
    checkCategory(asked.category_id);
    checkImages(asked.image.image_id_list);
    const enabled = asked.logistic_info.filter(({ enabled: on }) => on).map(({ logistic_id }) => logistic_id);
    const known = new Set<number>(logisticsChannels.map(({ logistics_channel_id }) => logistics_channel_id));
    if (!enabled.length || enabled.some((id) => !known.has(id)))
      throw new ShopeeError("error_param", "logistic_info has no enabled channel of this shop.");
    const at = Date.now();
    const item: Item = {
      item_id: store.newId(),
      shop_id: shopId,
      item_sku: asked.item_sku,
      weight: asked.weight,
      logistic_ids: enabled,
      created: at,
      versions: [
        {
          at,
          item_name: asked.item_name,
          description: asked.description,
          original_price: asked.original_price,
          item_status: asked.item_status,
          stock: asked.seller_stock[0]?.stock ?? 0,
          category_id: asked.category_id,
          image_ids: asked.image.image_id_list,
        },
      ],
    };
    store.state.items.push(item);
    store.changed();
    return {
      item_id: item.item_id,
      item_status: asked.item_status,
      price_info: { current_price: asked.original_price, original_price: asked.original_price },
      images: { image_id_list: asked.image.image_id_list, image_url_list: [] },
      seller_stock: [{ location_id: "", stock: asked.seller_stock[0]?.stock ?? 0 }],
    };
  });
  route("POST", "/product/update_item", async (context, shopId) => {
    const { item_id, image, ...asked } = read(updateSchema, await context.req.json());
    const item = alive(own(item_id, shopId));
    if (asked.category_id !== undefined) checkCategory(asked.category_id);
    if (image) checkImages(image.image_id_list);
    const change = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    store.change(item, { ...change, ...(image ? { image_ids: image.image_id_list } : {}) }, Date.now());
    return { item_id };
  });
  route("POST", "/product/update_price", async (context, shopId) => {
    const { item_id, price_list } = read(priceSchema, await context.req.json());
    const [row] = price_list;
    const original_price = row?.original_price ?? 0;
    store.change(alive(own(item_id, shopId)), { original_price }, Date.now());
    return { success_list: [{ model_id: 0, original_price }], failure_list: [] };
  });
  route("POST", "/product/update_stock", async (context, shopId) => {
    const { item_id, stock_list } = read(stockSchema, await context.req.json());
    const stock = stock_list[0]?.seller_stock[0]?.stock ?? 0;
    // §6: absolute; what is left to sell becomes this number.
    store.change(alive(own(item_id, shopId)), { stock }, Date.now());
    return { success_list: [{ model_id: 0, location_id: "", stock }], failure_list: [] };
  });
  route("POST", "/product/unlist_item", async (context, shopId) => {
    const { item_list } = read(unlistSchema, await context.req.json());
    const success_list: { item_id: number; unlist: boolean }[] = [];
    const failure_list: { item_id: number; failed_reason: string }[] = [];
    for (const { item_id, unlist } of item_list) {
      const item = store.item(item_id);
      const now = item && store.now(item);
      if (!item || item.shop_id !== shopId || now?.item_status === "SELLER_DELETE")
        failure_list.push({ item_id, failed_reason: "Product not found." });
      else if (now?.item_status === "REVIEWING" || now?.item_status === "BANNED")
        failure_list.push({ item_id, failed_reason: "Cannot delist reviewing or banned item." });
      else {
        store.change(item, { item_status: unlist ? "UNLIST" : "NORMAL" }, Date.now());
        success_list.push({ item_id, unlist });
      }
    }
    return { success_list, failure_list };
  });
  route("POST", "/product/delete_item", async (context, shopId) => {
    const { item_id } = read(idSchema, await context.req.json());
    store.change(own(item_id, shopId), { item_status: "SELLER_DELETE" }, Date.now());
    return {};
  });

  route("GET", "/product/get_item_list", (context, shopId) => {
    const offset = Number(context.req.query("offset") ?? 0);
    const size = Number(context.req.query("page_size") ?? 0);
    if (!(size >= 1 && size <= 100)) throw new ShopeeError("error_param", "page_size must be 1 to 100.");
    const statuses = new Set(context.req.queries("item_status") ?? []);
    if (!statuses.size) throw new ShopeeError("error_param", "item_status is missing.");
    const all = visible(shopId, Date.now()).filter(({ seen }) => statuses.has(seen.item_status));
    const next = offset + size;
    return {
      item: all.slice(offset, next).map(({ item, seen }) => ({
        item_id: item.item_id,
        item_status: seen.item_status,
        update_time: Math.floor(seen.at / 1000),
      })),
      total_count: all.length,
      has_next_page: next < all.length,
      next_offset: next < all.length ? next : 0,
    };
  });
  route("GET", "/product/search_item", (context, shopId) => {
    const sku = context.req.query("item_sku") ?? "";
    const found = visible(shopId, Date.now()).filter(
      ({ item, seen }) => item.item_sku === sku && ["NORMAL", "UNLIST"].includes(seen.item_status),
    );
    return { item_id_list: found.map(({ item }) => item.item_id), total_count: found.length, next_offset: "" };
  });
  route("GET", "/product/get_item_base_info", (context, shopId) => {
    const ids = (context.req.query("item_id_list") ?? "").split(",").filter(Boolean).map(Number);
    if (ids.length > 50) throw new ShopeeError("error_param", "item_id_list takes at most 50.");
    const at = Date.now();
    return {
      item_list: ids.flatMap((id) => {
        const item = store.item(id);
        const seen = item?.shop_id === shopId ? store.seen(item, at) : undefined;
        if (!item || !seen) return [];
        return [
          {
            item_id: item.item_id,
            category_id: seen.category_id,
            item_name: seen.item_name,
            description: seen.description,
            item_sku: item.item_sku,
            create_time: Math.floor(item.created / 1000),
            update_time: Math.floor(seen.at / 1000),
            has_model: false,
            // §5.3: text on reads, and price_info an array.
            weight: String(item.weight),
            price_info: [{ currency: "VND", original_price: seen.original_price, current_price: seen.original_price }],
            image: { image_id_list: seen.image_ids },
            item_status: seen.item_status,
            stock_info_v2: {
              summary_info: { total_reserved_stock: 0, total_available_stock: seen.stock },
              seller_stock: [{ location_id: "", stock: seen.stock, if_saleable: true }],
            },
          },
        ];
      }),
    };
  });
}

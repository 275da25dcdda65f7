import { z } from "zod";
import { flag, idList, pageSize, type Routes, type ShopCall, ShopeeError, seconds } from "./gateway.ts";
import { checkPrice, editable, itemChange, locked, newItem, ownItem, readFields, readStock } from "./listing-rules.ts";
import { putOnSale } from "./review.ts";
import { type Item, type ItemVersion, itemStatuses, type Shop } from "./state.ts";
import { putUpShelves, reservedUnits, unitsSeen } from "./stock.ts";
import type { Store } from "./store.ts";
import { channelOf, limits } from "./taxonomy.ts";

const idSchema = z.object({ item_id: z.int() });
const unlistSchema = z.object({
  item_list: z
    .array(z.object({ item_id: z.int(), unlist: z.boolean() }))
    .min(1)
    .max(50),
});
const listSchema = z.object({
  offset: z.coerce.number().int().nonnegative(),
  page_size: pageSize,
  update_time_from: z.coerce.number().int().optional(),
  update_time_to: z.coerce.number().int().optional(),
});
const searchSchema = z.object({
  offset: z.string().default(""),
  page_size: pageSize,
  item_name: z.string().optional(),
  item_sku: z.string().optional(),
  attribute_status: z.enum(["1", "2"]).optional(),
});

/** §5: create, change, show, hide, delete, list, find, read. */
export function listingApi(routes: Routes, store: Store): void {
  function statuses(call: ShopCall): readonly string[] {
    const asked = call.context.req.queries("item_status") ?? [];
    if (asked.some((each) => !itemStatuses.some((known) => known === each)))
      throw new ShopeeError("error_param_item_status", "Item status error.");
    return asked;
  }
  /** The shop's items as a reader who comes so late sees them; deleted ones for 90 days. */
  const shown = (shop: Shop, at: number, lagMs: number): { item: Item; seen: ItemVersion }[] =>
    store.state.items.flatMap((item) => {
      const seen = item.shop_id === shop.shop_id ? store.seen(item, at - store.lag(lagMs)) : undefined;
      const forgotten = seen && ["SELLER_DELETE", "SHOPEE_DELETE"].includes(seen.item_status) && at - seen.at > 90 * 86_400_000;
      return seen && !forgotten ? [{ item, seen }] : [];
    });

  function create(call: ShopCall, asked: z.infer<typeof newItem>): object {
    const { shop, at } = call;
    if (shop.holiday.on) throw new ShopeeError("error_holiday_on_add_item", "Shop is under vocation mode.");
    if (store.state.items.filter((each) => each.shop_id === shop.shop_id).length >= limits.items)
      throw new ShopeeError("error_reach_shop_item_limit", "Item published item count reaches limit.");
    checkPrice(asked.original_price);
    const stock = readStock(shop, asked.seller_stock);
    const item: Item = {
      item_id: store.newId(),
      shop_id: shop.shop_id,
      created: at,
      approved: false,
      shelves: {},
      versions: [
        {
          at,
          item_name: asked.item_name,
          description: asked.description,
          item_sku: "",
          item_status: "UNLIST",
          category_id: asked.category_id,
          image_ids: [],
          weight: asked.weight,
          logistic_ids: [],
          attributes: [],
          brand: { brand_id: 0, original_brand_name: "No Brand" },
          condition: "NEW",
          is_pre_order: false,
          days_to_ship: limits.daysToShip,
          tiers: [],
          models: [{ model_id: 0, tier_index: [], model_sku: "", original_price: asked.original_price }],
          ...readFields(store, asked),
        },
      ],
    };
    putUpShelves(item, 0, stock, at);
    store.state.items.push(item);
    store.changed();
    if (asked.item_status === "NORMAL") putOnSale(store, item, at);
    const now = store.now(item);
    return {
      item_id: item.item_id,
      item_name: now.item_name,
      item_status: now.item_status,
      category_id: now.category_id,
      condition: now.condition,
      weight: now.weight,
      price_info: { current_price: now.original_price, original_price: now.original_price },
      images: { image_id_list: now.image_ids, image_url_list: now.image_ids.map(imageUrl) },
      brand: now.brand,
      logistic_info: now.logistic_ids.map((logistic_id) => ({ logistic_id, enabled: true })),
      seller_stock: stock.map(({ location, units }) => ({ location_id: location, stock: units })),
    };
  }

  routes.shop("POST", "/product/add_item", async (call) => create(call, await call.body(newItem)));
  // §4: one to a hundred, told later under a task id.
  routes.shop("POST", "/product/batch_add_item", async (call) => {
    const { item_list } = await call.body(z.object({ item_list: z.array(z.unknown()).min(1).max(100) }));
    const success: object[] = [];
    const failed: object[] = [];
    for (const asked of item_list) {
      const read = newItem.safeParse(asked);
      try {
        if (!read.success) throw new ShopeeError("error_param", read.error.issues[0]?.message ?? "");
        const { item_id } = create(call, read.data) as { item_id: number };
        success.push({ shop_id: call.shop.shop_id, item_id, model_id: 0 });
      } catch (error) {
        if (!(error instanceof ShopeeError)) throw error;
        failed.push({ shop_id: call.shop.shop_id, item_id: 0, model_id: 0, failed_reason: error.message });
      }
    }
    const task_id = store.newId();
    store.state.batches[task_id] = { shop_id: call.shop.shop_id, success, failed };
    store.changed();
    return { task_id };
  });
  routes.shop("GET", "/product/get_batch_task_result", (call) => {
    const { task_id } = call.query(z.object({ task_type: z.literal("4"), task_id: z.string() }));
    const batch = store.state.batches[task_id];
    if (batch?.shop_id !== call.shop.shop_id) throw new ShopeeError("error_param", "The information you queried is not found.");
    return { publish_status: 2, success_list: batch.success, failed_list: batch.failed };
  });

  routes.shop("POST", "/product/update_item", async (call) => {
    const asked = await call.body(itemChange);
    const item = editable(store, asked.item_id, call.shop);
    const was = store.now(item);
    const change = readFields(store, asked, was);
    if (locked(store, item, call.at) && ["item_name", "description", "image_ids", "category_id"].some((name) => name in change))
      throw new ShopeeError("error_cannt_edit_name_in_promotion", "Item_name cannot be edited when item is under promotion.");
    store.change(item, change, call.at);
    if (was.item_status === "BANNED") putOnSale(store, item, call.at);
    const { item_name, description, item_status, item_sku, category_id } = store.now(item);
    return { item_id: item.item_id, item_name, description, item_status, item_sku, category_id };
  });

  routes.shop("POST", "/product/unlist_item", async (call) => {
    const { item_list } = await call.body(unlistSchema);
    const success_list: object[] = [];
    const failure_list: object[] = [];
    for (const [index, { item_id, unlist }] of item_list.entries()) {
      const item = store.item(item_id);
      const now = item && store.now(item);
      const why =
        index === 0 && call.met("partial-failure")
          ? "Unlist item failed. please try later."
          : !item || !now || item.shop_id !== call.shop.shop_id || now.item_status.endsWith("DELETE")
            ? "Product not found."
            : now.item_status === "REVIEWING" || now.item_status === "BANNED"
              ? "Banned and Reviewing Products cannot be delisted"
              : unlist && locked(store, item, call.at)
                ? "Item cannot be unlisted when item is under promotion."
                : undefined;
      if (why || !item || !now) {
        failure_list.push({ item_id, failed_reason: why });
        continue;
      }
      // A repeat changes nothing.
      if (unlist) store.change(item, { item_status: "UNLIST" }, call.at);
      else if (now.item_status !== "NORMAL") putOnSale(store, item, call.at);
      success_list.push({ item_id, unlist });
    }
    if (!success_list.length)
      throw new ShopeeError("error_unlist_item_all_failed", "Unlist item all failed.", { success_list, failure_list });
    return { success_list, failure_list };
  });

  routes.shop("POST", "/product/delete_item", async (call) => {
    const { item_id } = await call.body(idSchema);
    const item = ownItem(store, item_id, call.shop);
    if (call.shop.holiday.on) throw new ShopeeError("error_holiday_on_del_item", "Shop is under vocation mode.");
    if (locked(store, item, call.at))
      throw new ShopeeError("error_cannt_delete_in_promotion", "Item cannot be deleted when item is under promotion.");
    store.change(item, { item_status: "SELLER_DELETE" }, call.at);
    return {};
  });

  routes.shop("GET", "/product/get_item_list", (call) => {
    const { offset, page_size, update_time_from: from, update_time_to: to } = call.query(listSchema);
    const asked = new Set(statuses(call));
    if (!asked.size) throw new ShopeeError("error_param_item_status", "Item status error.");
    if (from !== undefined && to !== undefined && to < from)
      throw new ShopeeError("error_update_time_range", "Update_time_to should be later than update_time_from.");
    const all = shown(call.shop, call.at, store.state.dials.listLagMs)
      .map(({ item, seen }) => ({ item, seen, updated: seconds(updatedAt(item, seen, call.at - store.state.dials.listLagMs)) }))
      .filter(({ seen }) => asked.has(seen.item_status))
      .filter(({ updated }) => (from === undefined || updated >= from) && (to === undefined || updated <= to));
    if (call.met("empty-list")) return { item: [], total_count: 0, has_next_page: false, next_offset: 0 };
    if (offset > all.length) throw new ShopeeError("error_param", "get items offset over limit, please use the next field");
    const next = offset + page_size;
    return {
      item: all.slice(offset, next).map(({ item, seen, updated }) => ({
        item_id: item.item_id,
        item_status: seen.item_status,
        update_time: updated,
        tag: { kit: false },
      })),
      total_count: all.length,
      has_next_page: next < all.length,
      next_offset: next < all.length ? next : 0,
    };
  });

  // Whether it finds by item_sku alone is UNCONFIRMED: the page has the parameter, its error text names only the others.
  routes.shop("GET", "/product/search_item", (call) => {
    const { offset, page_size, item_name, item_sku, attribute_status } = call.query(searchSchema);
    if (item_name === undefined && item_sku === undefined && attribute_status === undefined)
      throw new ShopeeError("error_param", "request must set one of [item_name,attribute_status]");
    const asked = statuses(call);
    const wanted = new Set(asked.length ? asked : ["NORMAL", "UNLIST", "REVIEWING", "BANNED"]);
    const found = shown(call.shop, call.at, store.state.dials.searchLagMs).filter(
      ({ seen }) =>
        wanted.has(seen.item_status) &&
        (item_sku === undefined
          ? item_name === undefined || seen.item_name.toLowerCase().includes(item_name.toLowerCase())
          : seen.item_sku === item_sku) &&
        (attribute_status === undefined || seen.attributes.length === 0),
    );
    const start = Number(offset || 0);
    const next = start + page_size;
    return {
      item_id_list: found.slice(start, next).map(({ item }) => item.item_id),
      total_count: found.length,
      next_offset: next < found.length ? String(next) : "",
    };
  });

  routes.shop("GET", "/product/get_item_base_info", (call) => {
    const { item_id_list } = call.query(
      z.object({ item_id_list: idList(50), need_tax_info: flag.optional(), need_complaint_policy: flag.optional() }),
    );
    const then = call.at - store.lag(store.state.dials.readLagMs);
    const item_list = item_id_list.flatMap((id) => {
      const item = store.item(id);
      const seen = item?.shop_id === call.shop.shop_id ? store.seen(item, then) : undefined;
      return item && seen ? [baseInfo(store, item, seen, then, call.at)] : [];
    });
    if (call.met("rows-dropped")) item_list.pop();
    if (item_list.length < item_id_list.length) call.warn("Some item_id are not found and were left out.");
    return { item_list };
  });

  routes.shop("GET", "/product/get_item_violation_info", (call) => {
    const { item_id_list } = call.query(z.object({ item_id_list: idList(50) }));
    return {
      item_list: item_id_list.map((id) => {
        const item = ownItem(store, id, call.shop);
        const { item_name, item_status } = store.now(item);
        const { violation } = item;
        return {
          item_id: id,
          item_name,
          item_status,
          deboost: false,
          item_status_details: violation
            ? [
                {
                  violation_type: violation.violation_type,
                  violation_reason: violation.violation_reason,
                  suggestion: violation.suggestion,
                  update_time: seconds(violation.at),
                  fix_deadline_time: seconds(violation.at) + 7 * 86_400,
                },
              ]
            : [],
          deboost_details: [],
        };
      }),
    };
  });
}

export const imageUrl = (id: string): string => `https://cf.shopee.invalid/file/${id}`;

/** Price and stock count as changes of the item. */
function updatedAt(item: Item, seen: ItemVersion, then: number): number {
  const moved = Object.values(item.shelves)
    .flatMap((places) => Object.values(places))
    .flatMap(({ shown }) => shown.map(({ at }) => at))
    .filter((at) => at <= then);
  return Math.max(seen.at, ...moved);
}

export function stockInfo(store: Store, item: Item, modelId: number, then: number, at: number): object {
  const seller_stock = unitsSeen(item, modelId, then);
  return {
    summary_info: {
      total_reserved_stock: reservedUnits(store, item, modelId, at),
      total_available_stock: seller_stock.reduce((sum, { stock }) => sum + stock, 0),
    },
    seller_stock: seller_stock.map((each) => ({ ...each, if_saleable: true })),
    shopee_stock: [],
  };
}

export function priceInfo(store: Store, item: Item, model: { model_id: number; original_price: number }, at: number): object[] {
  const offered = store.running(item, at, model.model_id)[0]?.models.find(({ model_id }) => model_id === model.model_id)?.price;
  return [{ currency: "VND", original_price: model.original_price, current_price: offered ?? model.original_price }];
}

/** §5.3: weight is text on reads, `price_info` an array and, like the stock, absent where the item has models. */
function baseInfo(store: Store, item: Item, seen: ItemVersion, then: number, at: number): object {
  const [only] = seen.models;
  const hasModel = seen.tiers.length > 0;
  return {
    item_id: item.item_id,
    category_id: seen.category_id,
    item_name: seen.item_name,
    description: seen.description,
    description_type: "normal",
    item_sku: seen.item_sku,
    create_time: seconds(item.created),
    update_time: seconds(updatedAt(item, seen, then)),
    attribute_list: seen.attributes,
    ...(hasModel || !only
      ? {}
      : { price_info: priceInfo(store, item, only, at), stock_info_v2: stockInfo(store, item, only.model_id, then, at) }),
    image: { image_id_list: seen.image_ids, image_url_list: seen.image_ids.map(imageUrl), image_ratio: "1:1" },
    weight: String(seen.weight),
    ...(seen.dimension ? { dimension: seen.dimension } : {}),
    logistic_info: seen.logistic_ids.map((logistic_id) => ({
      logistic_id,
      logistic_name: channelOf(logistic_id)?.name ?? "",
      enabled: true,
      is_free: false,
    })),
    pre_order: { is_pre_order: seen.is_pre_order, days_to_ship: seen.days_to_ship },
    condition: seen.condition,
    item_status: seen.item_status,
    deboost: false,
    has_model: hasModel,
    has_promotion: store.running(item, at).length > 0,
    brand: seen.brand,
    tag: { kit: false },
  };
}

import { z } from "zod";
import { idList, type Routes, ShopeeError, seconds } from "./gateway.ts";
import { checkPrice, editable, locked, readStock, sellerStock, spreadIsTooWide, whyStockIsRefused } from "./listing-rules.ts";
import type { Item, Model } from "./state.ts";
import { writeUnits } from "./stock.ts";
import type { Store } from "./store.ts";
import { limits } from "./taxonomy.ts";

const priceSchema = z.object({
  item_id: z.int(),
  price_list: z
    .array(z.object({ model_id: z.int().default(0), original_price: z.number() }))
    .min(1)
    .max(50),
});
const stockSchema = z.object({
  item_id: z.int(),
  stock_list: z
    .array(z.object({ model_id: z.int().default(0), seller_stock: sellerStock }))
    .min(1)
    .max(50),
});
interface Failed {
  readonly model_id: number;
  readonly failed_reason: string;
}

/** §5 price and §6 stock: one item a call, its models each for itself; §5 promotions as they are read. */
export function offerApi(routes: Routes, store: Store): void {
  function answer(code: string, message: string, success_list: object[], failure_list: Failed[]): object {
    const lists = { success_list, failure_list };
    if (failure_list.length && (!success_list.length || store.state.dials.partialIsError))
      throw new ShopeeError(code, message, lists);
    return lists;
  }
  function models(item: Item, asked: readonly { model_id: number }[], hasModels: readonly [string, string]): readonly Model[] {
    const now = store.now(item);
    if (now.tiers.length && asked.some(({ model_id }) => model_id === 0)) throw new ShopeeError(...hasModels);
    if (new Set(asked.map(({ model_id }) => model_id)).size < asked.length)
      throw new ShopeeError("error_param", "Repeat model_id.");
    return now.models;
  }

  routes.shop("POST", "/product/update_price", async (call) => {
    const { item_id, price_list } = await call.body(priceSchema);
    const item = editable(store, item_id, call.shop);
    let current = models(item, price_list, [
      "error_edit_item_price_for_item_has_model",
      "Can't edit item price directly while item has models.",
    ]);
    const success_list: object[] = [];
    const failure_list: Failed[] = [];
    for (const [index, { model_id, original_price }] of price_list.entries()) {
      checkPrice(original_price);
      const model = current.find((each) => each.model_id === model_id);
      const changed = current.map((each) => (each.model_id === model_id ? { ...each, original_price } : each));
      // Against the siblings as they will be: those written later in this call count with their new price.
      const after = changed.map((each) => ({
        ...each,
        original_price: price_list.find((row) => row.model_id === each.model_id)?.original_price ?? each.original_price,
      }));
      const failed_reason =
        index === 0 && call.met("partial-failure")
          ? "Update price failed, please try later."
          : !model
            ? "Wrong model_id."
            : locked(store, item, call.at, model_id)
              ? "Price cannot be changed when model is under promotion."
              : spreadIsTooWide(after)
                ? `The dearest variation may cost at most ${limits.priceSpread} times the cheapest.`
                : undefined;
      if (failed_reason || !model) {
        failure_list.push({ model_id, failed_reason: failed_reason ?? "" });
        continue;
      }
      current = changed;
      success_list.push({ model_id, original_price });
      if (model.original_price !== original_price)
        store.tell({ about: "price", item, model_id, from: model.original_price, to: original_price });
    }
    if (success_list.length) store.change(item, { models: current }, call.at);
    return answer("error_update_price_fail", "Update price failed, please try later.", success_list, failure_list);
  });

  routes.shop("POST", "/product/update_stock", async (call) => {
    const { item_id, stock_list } = await call.body(stockSchema);
    const item = editable(store, item_id, call.shop);
    if (call.shop.holiday.on) throw new ShopeeError("error_holiday_mode_change_stock", "Cannot change stock in holiday mode.");
    const current = models(item, stock_list, [
      "error_edit_item_stock_for_item_has_model",
      "Can't to edit item stock directly while item has models.",
    ]);
    const success_list: object[] = [];
    const failure_list: Failed[] = [];
    for (const [index, { model_id, seller_stock }] of stock_list.entries()) {
      const model = current.find((each) => each.model_id === model_id);
      const places = Object.keys(item.shelves[model_id] ?? {});
      // An item keeps the structure it was made with, whatever the shop is now.
      if (model && seller_stock.some(({ location_id = "" }) => (location_id === "") !== places.includes("")))
        throw call.shop.locations.length && !places.includes("")
          ? new ShopeeError("error_busi", "The merchant/shop has multi warehouse, please input location id")
          : new ShopeeError("error_param", "Can not update item with different stock structure.");
      const asked = places.includes("")
        ? [{ location: "", units: seller_stock[0]?.stock ?? 0 }]
        : readStock(call.shop, seller_stock).filter(({ location }) => seller_stock.some((row) => row.location_id === location));
      if (asked.some(({ units }) => units > limits.stock.max_limit))
        throw new ShopeeError("error_param", "Parameter is not match the constraints, stock is outside its limits.");
      const others = places
        .filter((place) => !asked.some(({ location }) => location === place))
        .reduce((sum, place) => {
          const shelf = item.shelves[model_id]?.[place];
          return sum + (shelf ? shelf.total - shelf.held : 0);
        }, 0);
      const total = others + asked.reduce((sum, { units }) => sum + units, 0);
      const failed_reason =
        index === 0 && call.met("partial-failure")
          ? "Update stock failed, please try later."
          : model
            ? whyStockIsRefused(store, item, model, total, call.at)
            : "Wrong model_id.";
      if (failed_reason) {
        failure_list.push({ model_id, failed_reason });
        continue;
      }
      for (const { location, units } of asked) {
        if (!call.met("ack-without-effect")) writeUnits(store, item, model_id, location, units, call.at);
        success_list.push({ model_id, location_id: location, stock: units });
      }
    }
    return answer(
      "error_busi_update_stock_failed",
      "Update stock failed, please check failure_list for detailed reason",
      success_list,
      failure_list,
    );
  });

  routes.shop("GET", "/product/get_item_promotion", (call) => {
    const { item_id_list } = call.query(z.object({ item_id_list: idList(50) }));
    if (new Set(item_id_list).size < item_id_list.length) throw new ShopeeError("error_param", "Repeat item_id.");
    const success_list: object[] = [];
    const failure_list: object[] = [];
    for (const item_id of item_id_list) {
      if (store.item(item_id)?.shop_id !== call.shop.shop_id) {
        failure_list.push({ item_id, failed_reason: "Product not found" });
        continue;
      }
      const open = store.state.promotions.filter((each) => each.item_id === item_id && each.end > call.at);
      success_list.push({
        item_id,
        promotion: open.flatMap(({ promotion_id, start, end, models: offered }) =>
          offered.map(({ model_id, price, reserved }) => ({
            promotion_type: "Discount Promotions",
            promotion_id,
            model_id,
            start_time: seconds(start),
            end_time: seconds(end),
            promotion_price_info: [{ promotion_price: price }],
            promotion_staging: start <= call.at ? "ongoing" : "upcoming",
            promotion_stock_info_v2: { summary_info: { total_reserved_stock: reserved } },
          })),
        ),
      });
    }
    return { success_list, failure_list };
  });
}

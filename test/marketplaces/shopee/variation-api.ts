import { z } from "zod";
import { type Routes, type ShopCall, ShopeeError } from "./gateway.ts";
import { imageUrl, priceInfo, stockInfo } from "./listing-api.ts";
import {
  charactersOf,
  checkPrice,
  editable,
  locked,
  ownItem,
  readStock,
  sellerStock,
  spreadIsTooWide,
} from "./listing-rules.ts";
import type { Item, Model, Tier } from "./state.ts";
import { putUpShelves, unitsSeen } from "./stock.ts";
import type { Store } from "./store.ts";
import { limits } from "./taxonomy.ts";

const standard = z.array(
  z.object({
    variation_id: z.int().default(0),
    variation_name: z.string(),
    variation_group_id: z.int().default(0),
    variation_option_list: z
      .array(
        z.object({
          variation_option_id: z.int().default(0),
          variation_option_name: z.string(),
          image_id: z.string().optional(),
        }),
      )
      .min(1),
  }),
);
/** Deprecated since 2025-09-12 and still taken. */
const old = z.array(
  z.object({
    name: z.string(),
    option_list: z.array(z.object({ option: z.string(), image: z.object({ image_id: z.string() }).optional() })).min(1),
  }),
);
const tiersShape = { standardise_tier_variation: standard.optional(), tier_variation: old.optional() };
const newModel = z.object({
  tier_index: z.array(z.int().nonnegative()),
  original_price: z.number(),
  model_sku: z.string().max(100).default(""),
  seller_stock: sellerStock.optional(),
});
const initSchema = z.object({ item_id: z.int(), model: z.array(newModel).min(1).max(50), ...tiersShape });
const updateTiersSchema = z.object({
  item_id: z.int(),
  model_list: z.array(z.object({ tier_index: z.array(z.int().nonnegative()), model_id: z.int() })).max(50),
  ...tiersShape,
});
const addSchema = z.object({ item_id: z.int(), model_list: z.array(newModel).min(1).max(50) });
const updateSchema = z.object({
  item_id: z.int(),
  model: z
    .array(z.object({ model_id: z.int(), model_sku: z.string().max(100).optional() }))
    .min(1)
    .max(50),
});
const deleteSchema = z.object({ item_id: z.int(), model_id: z.int() });

/** §5.2: tiers and the models under them. */
export function variationApi(routes: Routes, store: Store): void {
  function readTiers(asked: {
    standardise_tier_variation?: z.infer<typeof standard> | undefined;
    tier_variation?: z.infer<typeof old> | undefined;
  }): Tier[] {
    const tiers: Tier[] = asked.standardise_tier_variation
      ? asked.standardise_tier_variation.map(({ variation_name, variation_option_list }) => ({
          name: variation_name,
          options: variation_option_list.map(({ variation_option_name, image_id }) => ({
            name: variation_option_name,
            image_id,
          })),
        }))
      : (asked.tier_variation ?? []).map(({ name, option_list }) => ({
          name,
          options: option_list.map(({ option, image }) => ({ name: option, image_id: image?.image_id })),
        }));
    if (tiers.length > 2) throw new ShopeeError("error_param", "The level of tier-variation over 2.");
    for (const [index, { name, options }] of tiers.entries()) {
      if (charactersOf(name) > limits.tierName.max_limit || !name)
        throw new ShopeeError(
          "error_tier_var_name_too_long",
          `A variation's name has 1 to ${limits.tierName.max_limit} characters.`,
        );
      if (options.some((option) => charactersOf(option.name) > limits.optionName.max_limit || !option.name))
        throw new ShopeeError("error_tier_opt_val_too_long", `An option has 1 to ${limits.optionName.max_limit} characters.`);
      if (new Set(options.map((option) => option.name)).size < options.length)
        throw new ShopeeError("error_model_duplicate_name", "Item tier_variation have duplicate name.");
      // Pictures on the first tier alone, on all its options or on none.
      const pictures = options.flatMap(({ image_id }) => (image_id ? [image_id] : []));
      if (pictures.length && (index > 0 || pictures.length < options.length))
        throw new ShopeeError("error_tier_img_partial", "Option images: on the first tier, all options or none.");
      if (pictures.some((id) => !store.state.images[id])) throw new ShopeeError("error_param", "Image not exist.");
    }
    return tiers;
  }
  function checkIndex(tiers: readonly Tier[], models: readonly { tier_index: readonly number[] }[]): void {
    for (const { tier_index } of models) {
      if (tier_index.length !== tiers.length) throw new ShopeeError("error_param", "Model tier_index error.");
      if (tier_index.some((option, tier) => option >= (tiers[tier]?.options.length ?? 0)))
        throw new ShopeeError("error_model_tier_index_bound", "Invalid item iter_index.");
    }
    if (new Set(models.map(({ tier_index }) => tier_index.join())).size < models.length)
      throw new ShopeeError("error_model_duplicate_tier_variation_index", "Item have duplicate tier_index.");
    if (models.length > 50)
      throw new ShopeeError("error_model_count_over_limit", "The count of model is too large. Should be under 50");
  }
  function make(call: ShopCall, item: Item, asked: readonly z.infer<typeof newModel>[], tiers: readonly Tier[]): Model[] {
    return asked.map(({ tier_index, original_price, model_sku, seller_stock }) => {
      checkPrice(original_price);
      const stock = readStock(call.shop, seller_stock);
      const model_id = tiers.length ? store.newId() : 0;
      putUpShelves(item, model_id, stock, call.at);
      return { model_id, tier_index, model_sku, original_price };
    });
  }
  const told = (item: Item, models: readonly Model[], at: number) =>
    models.map((model) => ({
      model_id: model.model_id,
      tier_index: model.tier_index,
      model_sku: model.model_sku,
      price_info: [{ original_price: model.original_price }],
      seller_stock: unitsSeen(item, model.model_id, at),
    }));
  const tiersTold = (tiers: readonly Tier[]) =>
    tiers.map(({ name, options }) => ({
      name,
      option_list: options.map((option) => ({
        option: option.name,
        ...(option.image_id ? { image: { image_id: option.image_id, image_url: imageUrl(option.image_id) } } : {}),
      })),
    }));
  const checkSpread = (models: readonly Model[]) => {
    if (spreadIsTooWide(models))
      throw new ShopeeError("error_param", `The dearest variation may cost at most ${limits.priceSpread} times the cheapest.`);
  };
  const dropShelves = (item: Item, kept: readonly Model[]) => {
    const ids = new Set(kept.map(({ model_id }) => String(model_id)));
    item.shelves = Object.fromEntries(Object.entries(item.shelves).filter(([id]) => ids.has(id)));
  };

  routes.shop("POST", "/product/init_tier_variation", async (call) => {
    const asked = await call.body(initSchema);
    const item = editable(store, asked.item_id, call.shop);
    if (call.at - item.created < store.state.dials.variationsAfterMs)
      throw new ShopeeError("error_item_not_found", "Item_id is not found.");
    if (locked(store, item, call.at))
      throw new ShopeeError(
        "error_cannt_init_tier_in_promotion",
        "Tier_variation cannot be changed when item is under promotion.",
      );
    const tiers = readTiers(asked);
    if (tiers.length === store.now(item).tiers.length)
      throw new ShopeeError("error_param", "The level of tier-variation not change.");
    checkIndex(tiers, asked.model);
    for (const { original_price } of asked.model) checkPrice(original_price);
    checkSpread(asked.model.map((model) => ({ ...model, model_id: 0 })));
    // All former model ids are void, and what their shelves held with them.
    const models = make(call, item, asked.model, tiers);
    dropShelves(item, models);
    store.change(item, { tiers, models }, call.at);
    return { item_id: item.item_id, tier_variation: tiersTold(tiers), model: told(item, models, call.at) };
  });

  routes.shop("POST", "/product/update_tier_variation", async (call) => {
    const asked = await call.body(updateTiersSchema);
    const item = editable(store, asked.item_id, call.shop);
    const now = store.now(item);
    if (!now.tiers.length)
      throw new ShopeeError(
        "error_param",
        "Item without tier_variation. Please use init_tier_variation api to upgrade the structure.",
      );
    const tiers = readTiers(asked);
    if (tiers.length !== now.tiers.length)
      throw new ShopeeError("error_param", "The level of tier_variation changes by init_tier_variation alone.");
    checkIndex(tiers, asked.model_list);
    // A model that is left out is deleted.
    const models = asked.model_list.map(({ model_id, tier_index }) => {
      const model = now.models.find((each) => each.model_id === model_id);
      if (!model) throw new ShopeeError("error_model_invalid_model_id", "Invalid model_id.");
      return { ...model, tier_index };
    });
    if (locked(store, item, call.at) && models.length < now.models.length)
      throw new ShopeeError(
        "error_cannt_delete_option_in_promotion",
        "Option of tier_variation cannot be deleted when item is under promotion.",
      );
    dropShelves(item, models);
    store.change(item, { tiers, models }, call.at);
    return {};
  });

  routes.shop("POST", "/product/add_model", async (call) => {
    const asked = await call.body(addSchema);
    const item = editable(store, asked.item_id, call.shop);
    const now = store.now(item);
    if (!now.tiers.length)
      throw new ShopeeError(
        "error_param",
        "Item without tier_variation. Please use init_tier_variation api to upgrade the structure.",
      );
    checkIndex(now.tiers, [...now.models, ...asked.model_list]);
    for (const { original_price } of asked.model_list) checkPrice(original_price);
    checkSpread([...now.models, ...asked.model_list.map((model) => ({ ...model, model_id: 0 }))]);
    const added = make(call, item, asked.model_list, now.tiers);
    store.change(item, { models: [...now.models, ...added] }, call.at);
    return { model: told(item, added, call.at) };
  });

  routes.shop("POST", "/product/update_model", async (call) => {
    const asked = await call.body(updateSchema);
    const item = editable(store, asked.item_id, call.shop);
    const now = store.now(item);
    for (const { model_id } of asked.model)
      if (!now.models.some((each) => each.model_id === model_id))
        throw new ShopeeError("error_model_invalid_model_id", "Invalid model_id.");
    const models = now.models.map((model) => {
      const change = asked.model.find(({ model_id }) => model_id === model.model_id);
      return change?.model_sku === undefined ? model : { ...model, model_sku: change.model_sku };
    });
    store.change(item, { models }, call.at);
    return {};
  });

  routes.shop("POST", "/product/delete_model", async (call) => {
    const { item_id, model_id } = await call.body(deleteSchema);
    const item = editable(store, item_id, call.shop);
    const now = store.now(item);
    if (!now.tiers.length || now.models.length < 2)
      throw new ShopeeError("error_busi_cannot_delete_default_model", "Can't delete default model.");
    if (!now.models.some((each) => each.model_id === model_id))
      throw new ShopeeError("error_param", "Model_id and item_id not match.");
    if (locked(store, item, call.at, model_id))
      throw new ShopeeError(
        "error_model_remove_model_in_promotion",
        "Model cannot be deleted when item/model is under promotion or groupbuy.",
      );
    const models = now.models.filter((each) => each.model_id !== model_id);
    dropShelves(item, models);
    store.change(item, { models }, call.at);
    return {};
  });

  routes.shop("GET", "/product/get_model_list", (call) => {
    const { item_id } = call.query(z.object({ item_id: z.coerce.number().int() }));
    const item = ownItem(store, item_id, call.shop);
    const then = call.at - store.lag(store.state.dials.readLagMs);
    const seen = store.seen(item, then);
    if (!seen) throw new ShopeeError("error_item_not_found", "Item_id is not found.");
    return {
      tier_variation: tiersTold(seen.tiers),
      standardise_tier_variation: seen.tiers.map(({ name, options }) => ({
        variation_id: 0,
        variation_name: name,
        variation_group_id: 0,
        variation_option_list: options.map((option) => ({
          variation_option_id: 0,
          variation_option_name: option.name,
          ...(option.image_id ? { image_id: option.image_id, image_url: imageUrl(option.image_id) } : {}),
        })),
      })),
      model: seen.models.map((model) => {
        const [promotion] = store.running(item, call.at, model.model_id);
        return {
          model_id: model.model_id,
          tier_index: model.tier_index,
          model_sku: model.model_sku,
          model_status: "MODEL_NORMAL",
          promotion_id: promotion?.promotion_id ?? 0,
          has_promotion: promotion !== undefined,
          price_info: priceInfo(store, item, model, call.at),
          stock_info_v2: stockInfo(store, item, model.model_id, then, call.at),
        };
      }),
    };
  });
}

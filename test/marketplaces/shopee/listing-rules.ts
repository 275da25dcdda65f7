import { z } from "zod";
import { ShopeeError } from "./gateway.ts";
import type { Item, ItemVersion, Model, Shop } from "./state.ts";
import { locationsOf, reservedUnits } from "./stock.ts";
import type { Store } from "./store.ts";
import { type Attribute, attributes, brands, categories, channelOf, limits } from "./taxonomy.ts";

const attributeValue = z.object({
  value_id: z.int(),
  original_value_name: z.string().optional(),
  value_unit: z.string().optional(),
});
export const sellerStock = z.array(z.object({ location_id: z.string().optional(), stock: z.int().nonnegative() })).min(1);
const dimension = z.object({
  package_length: z.int().positive(),
  package_width: z.int().positive(),
  package_height: z.int().positive(),
});
/** §5.1: what an item may be given, new or later. */
const fields = {
  item_name: z.string(),
  description: z.string(),
  weight: z.number().positive(),
  category_id: z.int(),
  image: z.object({ image_id_list: z.array(z.string()) }),
  logistic_info: z.array(z.object({ logistic_id: z.int(), enabled: z.boolean() })).min(1),
};
const optionalFields = {
  item_sku: z.string().max(100).optional(),
  attribute_list: z
    .array(z.object({ attribute_id: z.int(), attribute_value_list: z.array(attributeValue).default([]) }))
    .optional(),
  brand: z.object({ brand_id: z.int(), original_brand_name: z.string() }).optional(),
  dimension: dimension.optional(),
  condition: z.enum(["NEW", "USED"]).optional(),
  pre_order: z.object({ is_pre_order: z.boolean(), days_to_ship: z.int().optional() }).optional(),
};
export const newItem = z.object({
  ...fields,
  ...optionalFields,
  original_price: z.number(),
  item_status: z.enum(["NORMAL", "UNLIST"]).default("NORMAL"),
  seller_stock: sellerStock.optional(),
});
export const itemChange = z.object({ item_id: z.int(), ...z.object(fields).partial().shape, ...optionalFields });

export const charactersOf = (text: string): number => Array.from(text).length;
const within = (value: number, { min_limit, max_limit }: { min_limit: number; max_limit: number }) =>
  value < min_limit ? "short" : value > max_limit ? "long" : "fine";

export function checkPrice(price: number): void {
  // §5.1: VND has no decimals.
  if (!Number.isInteger(price)) throw new ShopeeError("error_invalid_price", "Invalid price, please use the correct format");
  if (within(price, limits.price) === "short")
    throw new ShopeeError("error_price_exceed_min_limitt", "Original_price is less than min price limit.");
  if (within(price, limits.price) === "long")
    throw new ShopeeError("error_price_exceed_max_limitt", "Original_price is bigger than max price limit.");
}

/** GUIDE:223 §5: the dearest variation costs at most five times the cheapest, siblings that were not written included. */
export const spreadIsTooWide = (models: readonly Model[]): boolean => {
  const prices = models.map(({ original_price }) => original_price);
  return Math.max(...prices) > limits.priceSpread * Math.min(...prices);
};

export function categoryOf(id: number) {
  const category = categories.find(({ category_id }) => category_id === id);
  if (!category?.leaf) throw new ShopeeError("error_invalid_category", `Invalid category ID ${id}`);
  if (category.blocked) throw new ShopeeError("error_category_is_block", "Category is restricted");
  return category;
}

/** The fields of a version out of what was asked; every rule of §5.1 that the asked fields touch. */
export function readFields(
  store: Store,
  asked: z.infer<typeof itemChange> | z.infer<typeof newItem>,
  was?: ItemVersion,
): Partial<ItemVersion> {
  if (asked.item_name !== undefined) {
    const length = charactersOf(asked.item_name);
    if (within(length, limits.name) === "short")
      throw new ShopeeError("error_item_name_is_too_short", "Item_name length is less than min limit.");
    if (within(length, limits.name) === "long")
      throw new ShopeeError("error_title_exceeds_max_length", "The length of item_name is bigger than max limit.");
  }
  if (asked.description !== undefined && within(charactersOf(asked.description), limits.description) !== "fine")
    throw new ShopeeError("error_desc_length_min_limit", "Description length is outside its limits.");
  if (asked.image) {
    const ids = asked.image.image_id_list;
    if (within(ids.length, limits.images) !== "fine")
      throw new ShopeeError("error_image_num_min", `Images: ${limits.images.min_limit} to ${limits.images.max_limit}.`);
    for (const id of ids) if (!store.state.images[id]) throw new ShopeeError("error_param", "Image not exist.");
  }
  const category = categoryOf(asked.category_id ?? was?.category_id ?? 0);
  if (category.dimensionMandatory && !(asked.dimension ?? was?.dimension))
    throw new ShopeeError("error_param", "dimension is required");
  const brand = asked.brand ?? was?.brand ?? { brand_id: 0, original_brand_name: "No Brand" };
  if (brand.brand_id === 0 ? category.brandMandatory : !knowsBrand(store, brand.brand_id))
    throw new ShopeeError("error_invalid_brand", brand.brand_id === 0 ? "Brand information required" : "Invalid brand");
  const given = asked.attribute_list ?? was?.attributes ?? [];
  checkAttributes(category.category_id, given);
  const enabled = asked.logistic_info?.filter(({ enabled: on }) => on).map(({ logistic_id }) => logistic_id);
  if (enabled && (!enabled.length || enabled.some((id) => !channelOf(id)?.enabled)))
    throw new ShopeeError("error_invalid_logistic_info", "invalid logistic info , no enabled channel of this shop");
  const days = asked.pre_order?.days_to_ship;
  if (asked.pre_order?.is_pre_order && (days === undefined || within(days, limits.preOrderDays) !== "fine"))
    throw new ShopeeError("error_invalid_days_to_ship", "Invalid days_to_ship.");
  return {
    ...(asked.item_name === undefined ? {} : { item_name: asked.item_name }),
    ...(asked.description === undefined ? {} : { description: asked.description }),
    ...(asked.weight === undefined ? {} : { weight: asked.weight }),
    ...(asked.item_sku === undefined ? {} : { item_sku: asked.item_sku }),
    ...(asked.category_id === undefined ? {} : { category_id: asked.category_id }),
    ...(asked.image ? { image_ids: asked.image.image_id_list } : {}),
    ...(asked.dimension ? { dimension: asked.dimension } : {}),
    ...(asked.condition ? { condition: asked.condition } : {}),
    ...(asked.pre_order
      ? {
          is_pre_order: asked.pre_order.is_pre_order,
          days_to_ship: asked.pre_order.is_pre_order ? (days ?? 0) : limits.daysToShip,
        }
      : {}),
    ...(asked.attribute_list ? { attributes: asked.attribute_list } : {}),
    ...(asked.brand ? { brand: asked.brand } : {}),
    ...(enabled ? { logistic_ids: enabled } : {}),
  };
}

const knowsBrand = (store: Store, id: number) =>
  brands.some(({ brand_id }) => brand_id === id) || store.state.brands.some(({ brand_id }) => brand_id === id);

const everyAttribute = (list: readonly Attribute[]): readonly Attribute[] =>
  list.flatMap((each) => [each, ...everyAttribute(each.values.flatMap(({ children = [] }) => children))]);

function checkAttributes(categoryId: number, given: ItemVersion["attributes"]): void {
  for (const { attribute_id, attribute_value_list } of given) {
    const attribute = everyAttribute(attributes).find((each) => each.attribute_id === attribute_id);
    if (!attribute) throw new ShopeeError("error_invalid_category_attribute", "Category and attribute not match.");
    if (attribute_value_list.length > attribute.max_value_count)
      throw new ShopeeError("error_invalid_attribute_value", "Invalid attribute value.");
    for (const { value_id, original_value_name, value_unit } of attribute_value_list) {
      if (value_id !== 0 && !attribute.values.some((each) => each.value_id === value_id))
        throw new ShopeeError("error_invalid_attribute_value", "Invalid attribute value.");
      if (value_id === 0 && !original_value_name) throw new ShopeeError("error_value_name_required", "Value_name is required.");
      // §5.1: own values are allowed for 2, 3 and 5.
      if (value_id === 0 && ![2, 3, 5].includes(attribute.input_type))
        throw new ShopeeError("error_invalid_attribute_value", "Invalid attribute value.");
      if (value_unit !== undefined && value_unit !== "" && !attribute.units.includes(value_unit))
        throw new ShopeeError("error_invalid_attribute_value", "Invalid attribute value.");
    }
  }
  const there = new Set(
    given.filter(({ attribute_value_list }) => attribute_value_list.length).map(({ attribute_id }) => attribute_id),
  );
  if (attributes.some(({ attribute_id, mandatoryIn }) => mandatoryIn.includes(categoryId) && !there.has(attribute_id)))
    throw new ShopeeError("error_invalid_attribute", "Mandatory attribute information required");
}

/** §6: with location ids where the shop has several warehouses, and without where it has not. */
export function readStock(shop: Shop, asked: z.infer<typeof sellerStock> | undefined): { location: string; units: number }[] {
  const locations = locationsOf(shop);
  const given = asked ?? locations.map((location_id) => ({ location_id, stock: 0 }));
  for (const { location_id = "", stock } of given) {
    if (shop.locations.length && location_id === "")
      throw new ShopeeError("error_busi", "The merchant/shop has multi warehouse, please input location id");
    if (!shop.locations.length && location_id !== "")
      throw new ShopeeError(
        "error_auth",
        "You do not have right to use seller location_id, please only fill seller_stock filed.",
      );
    if (!locations.includes(location_id))
      throw new ShopeeError(
        "error_auth",
        "The location_id input is not matched the shop's location_id(more/wrong). Please double check.",
      );
    if (within(stock, limits.stock) !== "fine")
      throw new ShopeeError("error_param", "Parameter is not match the constraints, stock is outside its limits.");
  }
  return locations.map((location) => ({
    location,
    units: given.find(({ location_id = "" }) => location_id === location)?.stock ?? 0,
  }));
}

export const ownItem = (store: Store, itemId: number, shop: Shop): Item => {
  const item = store.item(itemId);
  if (!item) throw new ShopeeError("error_item_not_found", "Product not found.");
  if (item.shop_id !== shop.shop_id) throw new ShopeeError("error_item_not_belong_shop", "Item not belong to shop.");
  return item;
};
/** Its own, and neither deleted nor banned for good. */
export const editable = (store: Store, itemId: number, shop: Shop): Item => {
  const item = ownItem(store, itemId, shop);
  if (["SELLER_DELETE", "SHOPEE_DELETE"].includes(store.now(item).item_status))
    throw new ShopeeError("error_item_uneditable", "Can't edit this item. item status can not support editing.");
  return item;
};

/** Under a running promotion the title, pictures, text, tiers and price stay as they are, where the dial says so. */
export const locked = (store: Store, item: Item, at: number, modelId?: number): boolean =>
  store.state.dials.promotionLocks && store.running(item, at, modelId).length > 0;

/** Why a number cannot be written; undefined when it can. */
export function whyStockIsRefused(store: Store, item: Item, model: Model, total: number, at: number): string | undefined {
  if (total < reservedUnits(store, item, model.model_id, at)) return "Stock should be larger than reserved stock.";
  if (!locked(store, item, at, model.model_id)) return undefined;
  const shows = Object.values(item.shelves[model.model_id] ?? {}).reduce((sum, shelf) => sum + shelf.total - shelf.held, 0);
  return total < shows ? "Model stock cannot be editted when item/model is promotion." : undefined;
}

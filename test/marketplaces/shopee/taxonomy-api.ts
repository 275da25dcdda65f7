import { z } from "zod";
import { idList, pageSize, type Routes, ShopeeError } from "./gateway.ts";
import { categoryOf } from "./listing-rules.ts";
import type { Store } from "./store.ts";
import { type Attribute, attributes, brands, categories, channels, limits } from "./taxonomy.ts";

const language = z.object({ language: z.enum(["vi", "en"], { error: "Invalid language." }).default("en") });
const brandsSchema = language.extend({
  category_id: z.coerce.number().int(),
  offset: z.coerce.number().int().nonnegative(),
  page_size: pageSize,
  status: z.enum(["1", "2"]),
});
const registerSchema = z.object({
  original_brand_name: z.string().min(1).max(254),
  category_list: z.array(z.int()).min(1).max(50),
  product_image: z.object({ image_id_list: z.array(z.string()).min(1).max(10) }),
  brand_region: z.string(),
});

/** §5: the tree, what each category asks for, brands, limits, carriers. */
export function taxonomyApi(routes: Routes, store: Store): void {
  routes.shop("GET", "/product/get_category", (call) => {
    const { language: asked } = call.query(language);
    return {
      category_list: categories.map(({ category_id, parent_category_id, name, english, leaf }) => ({
        category_id,
        parent_category_id,
        original_category_name: name,
        display_category_name: asked === "vi" ? name : english,
        has_children: !leaf,
      })),
    };
  });

  routes.shop("GET", "/product/get_attribute_tree", (call) => {
    const { category_id_list, language: asked } = call.query(language.extend({ category_id_list: idList(20) }));
    const told = (categoryId: number, each: Attribute): object => ({
      attribute_id: each.attribute_id,
      mandatory: each.mandatoryIn.includes(categoryId),
      name: each.name,
      multi_lang: [{ language: asked, value: asked === "vi" ? each.name : each.english }],
      attribute_value_list: each.values.map(({ value_id, name, children = [] }) => ({
        value_id,
        name,
        value_unit: "",
        child_attribute_list: children.map((child) => told(categoryId, child)),
      })),
      attribute_info: {
        input_type: each.input_type,
        input_validation_type: each.input_validation_type,
        format_type: each.units.length ? 2 : 1,
        date_format_type: 0,
        attribute_unit_list: each.units,
        max_value_count: each.max_value_count,
      },
    });
    return {
      list: category_id_list.map((category_id) => ({
        category_id: categoryOf(category_id).category_id,
        attribute_tree: attributes.map((each) => told(category_id, each)),
      })),
    };
  });

  routes.shop("GET", "/product/get_brand_list", (call) => {
    const { category_id, offset, page_size, status } = call.query(brandsSchema);
    const category = categoryOf(category_id);
    const own = store.state.brands.filter(
      ({ categories: named, pending }) => pending === (status === "2") && named.includes(category_id),
    );
    const all = [...(status === "1" ? brands : []), ...own];
    const next = offset + page_size;
    return {
      brand_list: all.slice(offset, next).map(({ brand_id, name }) => ({
        brand_id,
        original_brand_name: name,
        display_brand_name: name,
      })),
      has_next_page: next < all.length,
      next_offset: next < all.length ? next : 0,
      is_mandatory: category.brandMandatory ?? false,
      input_type: "DROP_DOWN",
    };
  });
  routes.shop("POST", "/product/register_brand", async (call) => {
    const { original_brand_name: name, category_list } = await call.body(registerSchema);
    if ([...brands, ...store.state.brands].some((each) => each.name === name))
      throw new ShopeeError("error_busi_duplicated", "Brand already exists.");
    // The page asks for the first or second level; it is good for all that lie below.
    const below = (id: number): number[] => [
      id,
      ...categories
        .filter(({ parent_category_id }) => parent_category_id === id)
        .flatMap(({ category_id }) => below(category_id)),
    ];
    const brand = { brand_id: store.newId(), name, categories: category_list.flatMap(below), pending: true };
    store.state.brands.push(brand);
    store.changed();
    return { brand_id: brand.brand_id, original_brand_name: name };
  });

  routes.shop("GET", "/product/get_item_limit", (call) => {
    const { category_id } = call.query(z.object({ category_id: z.coerce.number().int().optional() }));
    const category = category_id === undefined ? undefined : categoryOf(category_id);
    return {
      price_limit: limits.price,
      wholesale_price_threshold_percentage: { min_limit: 30, max_limit: 100 },
      stock_limit: limits.stock,
      item_name_length_limit: limits.name,
      item_image_count_limit: limits.images,
      item_description_length_limit: limits.description,
      tier_variation_name_length_limit: limits.tierName,
      tier_variation_option_length_limit: limits.optionName,
      item_count_limit: { max_limit: limits.items },
      dts_limit: { days_to_ship_limit: limits.preOrderDays, non_pre_order_days_to_ship: limits.daysToShip },
      weight_limit: { weight_mandatory: true },
      dimension_limit: { dimension_mandatory: category?.dimensionMandatory ?? false },
      size_chart_limit: {
        size_chart_mandatory: false,
        support_image_size_chart: false,
        support_template_size_chart: false,
      },
    };
  });

  routes.shop("GET", "/logistics/get_channel_list", () => ({
    logistics_channel_list: channels.map(({ id, name, cod, enabled, handover }) => ({
      logistics_channel_id: id,
      logistics_channel_name: name,
      cod_enabled: cod,
      enabled,
      fee_type: "SIZE_INPUT",
      size_list: [],
      weight_limit: { item_max_weight: 50, item_min_weight: 0 },
      item_max_dimension: { height: 100, width: 100, length: 100, unit: "cm", dimension_sum: 180 },
      volume_limit: { item_max_volume: 0, item_min_volume: 0 },
      logistics_description: "",
      force_enable: false,
      mask_channel_id: 0,
      support_cross_border: false,
      logistics_capability: { seller_logistics: handover === "non_integrated" },
      preprint: false,
    })),
  }));
}

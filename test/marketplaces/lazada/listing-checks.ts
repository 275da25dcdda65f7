import { fieldsOf, listOf, textOf, textsOf } from "./payload.ts";
import type { Problem } from "./problems.ts";
import { type Sku, skuStatuses } from "./state.ts";
import { attributesOf, brands, categoryOf, normalAttributesOf } from "./taxonomy.ts";
import { readLocalTime } from "./times.ts";
import type { Tree } from "./xml.ts";

/** The SKU as it is asked for: only what was sent. */
export interface AskedSku {
  readonly sku_id: number | undefined;
  readonly seller_sku: string | undefined;
  readonly quantity: number | undefined;
  readonly to: Partial<Omit<Sku, "sku_id" | "seller_sku">>;
}
export interface Checks {
  readonly problems: Problem[];
  readonly refuse: (code: string, field: string, message: string, sellerSku?: string) => void;
}
export function createChecks(): Checks {
  const problems: Problem[] = [];
  return {
    problems,
    refuse: (code, field, message, sellerSku) => void problems.push({ code, field, message, sellerSku }),
  };
}

export function checkCategory(id: number, { refuse }: Checks): void {
  const category = categoryOf(id);
  if (!category) refuse("4227", "PrimaryCategory", "Query category is null");
  else if (!category.active) refuse("4228", "PrimaryCategory", "Query category is not active");
  else if (!category.leaf) refuse("4134", "PrimaryCategory", "Please select the last level category.");
}

/** All attributes a product would then have, told by name. */
export function checkAttributes(categoryId: number, has: Readonly<Record<string, string>>, { refuse }: Checks): void {
  if (!has.name) refuse("4108", "name", "CHK_BASIC_REQUIRED:name");
  else if (has.name.length > 255) refuse("4160", "name", "The max length of title can not exceed 255");
  if ((has.description ?? "").length > 25_000) refuse("4120", "description", "CHK_CATPROP_CPV_MAX_LEGNTH:description");
  const byId = has.brand_id ? brands.some(({ brand_id }) => String(brand_id) === has.brand_id) : undefined;
  const byName = has.brand ? brands.some(({ name }) => name === has.brand) : undefined;
  if (byId === undefined && byName === undefined) refuse("4110", "brand", "BIZ_CHECK_CAT_PROP_MANDATORY:brand");
  else if (byId === false || (byId === undefined && byName === false))
    refuse("4142", "brand", "THD_BRAND_ID_IS_NOT_VALID_IN_CATEGORY");
  for (const { name, is_mandatory, input_type, options } of normalAttributesOf(categoryId)) {
    const value = has[name];
    if (name === "name" || name === "brand") continue;
    if (!value) {
      if (is_mandatory) refuse("4110", name, `BIZ_CHECK_CAT_PROP_MANDATORY:${name}`);
    } else if (input_type === "numeric" && !(Number(value) > 0)) refuse("4107", name, `CHECK_CAT_PROP_INVALID_NUMBER:${name}`);
    else if (input_type === "singleSelect" && !options.some((each) => each.name === value || each.en_name === value))
      refuse("4115", name, `CHK_CATPROP_CPV_NOT_ENUM:${name}`);
  }
}

/** §4, §9.4: at most 8, none twice, none from elsewhere. */
export function checkImages(
  urls: readonly string[],
  field: string,
  hosted: (url: string) => boolean,
  { refuse }: Checks,
): void {
  if (urls.length > 8) refuse("4169", field, "CHK_IMAGE_MAX_ITEMS:Upload a maximum of 8 pictures");
  if (new Set(urls).size < urls.length) refuse("4158", field, "Main image has duplicate. Please remove to continue");
  for (const url of urls) if (!hosted(url)) refuse("4138", field, `BIZ_CHECK_EXIST_OUTER_IMAGE:${url}`);
}
export const picturesIn = (description: string): string[] =>
  [...description.matchAll(/<img[^>]*\ssrc=["']?([^"'\s>]+)/gi)].map((found) => found[1] ?? "");

const measures = ["package_weight", "package_length", "package_width", "package_height"] as const;

export function readSku(tree: Tree, checks: Checks): AskedSku {
  const { refuse } = checks;
  const seller_sku = textOf(tree, "SellerSku");
  const about = (code: string, field: string, message: string) => refuse(code, field, message, seller_sku);
  const number = (field: string) => {
    const text = textOf(tree, field);
    return text === undefined ? undefined : Number(text);
  };
  const price = number("price");
  const special = number("special_price");
  const quantity = number("quantity");
  if (price !== undefined) checkPrice(price, "price", about);
  if (special !== undefined && special !== 0) checkPrice(special, "special_price", about);
  if (quantity !== undefined && !(Number.isInteger(quantity) && quantity >= 0))
    about("4152", "quantity", "THD_INVENTORY_ERR_INV_PARAM_ILLEGAL:illegal parameter:quantity");
  const from = textOf(tree, "special_from_date");
  const to = textOf(tree, "special_to_date");
  if ((from !== undefined || to !== undefined) && special === undefined)
    about("1", "special_price", "E001: Parameter special_price is mandatory");
  for (const text of [from, to])
    if (text !== undefined && readLocalTime(text) === undefined)
      about("17", "special_from_date", `E017: "${text}" Invalid Date Format`);
  const status = skuStatuses.find((each) => each === textOf(tree, "Status")?.toLowerCase());
  if (textOf(tree, "Status") !== undefined && !status) about("5", "Status", "E005: Invalid Request Format");
  const fields = fieldsOf(tree);
  const sizes = Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => name.startsWith("package_") && value !== ""),
  );
  for (const name of measures) {
    const text = sizes[name];
    if (text !== undefined && !(/^\d+(\.\d{1,2})?$/.test(text) && Number(text) > 0))
      about("4149", name, "BIZ_CHECK_PACKAGE_DECIMAL_INVALID:Package attribute value is not valid");
  }
  if (Number(sizes.package_weight ?? 0) > 40) about("4164", "package_weight", "BIZ_CHECK_MAX_PACKAGE_WEIGHT");
  const sides = measures.slice(1).reduce((sum, name) => sum + Number(sizes[name] ?? 0), 0);
  if (sides > 300) about("4165", "package_length", "BIZ_CHECK_MAX_PACKAGE_DIMENISIONS");
  const images = textsOf(tree, "Images", "Image");
  return {
    sku_id: number("SkuId"),
    seller_sku,
    quantity,
    to: {
      ...(price === undefined ? {} : { price }),
      ...(special === undefined
        ? {}
        : {
            special_price: special,
            special_from: from === undefined ? null : (readLocalTime(from) ?? null),
            special_to: to === undefined ? null : (readLocalTime(to) ?? null),
          }),
      ...(status ? { status } : {}),
      ...(Object.keys(sizes).length ? { package: sizes } : {}),
      ...(images.length ? { images } : {}),
      ...(listOf(tree, "saleProp").length ? { sale_prop: fieldsOf(listOf(tree, "saleProp")[0]) } : {}),
    },
  };
}

export function checkPrice(price: number, field: string, about: (code: string, field: string, message: string) => void): void {
  if (price === 0) about("4118", field, "BIZ_CHECK_PRICE_IS_ZERO");
  // §5.2 leaves Vietnam's precision open; the đồng has no smaller unit.
  else if (!(price > 0 && Number.isInteger(price))) about("4104", field, "BIZ_CHECK_PRICE_PRECISION_INVALID");
}

/** What every SKU of a product must be by itself. */
export function checkSku(sku: Sku, { refuse, problems }: Checks): void {
  const about = (code: string, field: string, message: string) => refuse(code, field, message, sku.seller_sku);
  if (!sku.seller_sku) about("4150", "SellerSku", "SELLER_SKU_INVALID");
  const told = problems.some(({ field, sellerSku }) => field === "price" && sellerSku === sku.seller_sku);
  if (!sku.price && !told) about("1", "price", "E001: Parameter price is mandatory");
  for (const name of measures) if (!sku.package[name]) about("4108", name, `CHK_BASIC_REQUIRED:${name}`);
  if (sku.special_price >= sku.price && sku.price > 0)
    about("4157", "special_price", "BIZ_CHECK_SPECIAL_PRICE_GREATER_THAN_PRICE");
  if (sku.special_from !== null && sku.special_to !== null && sku.special_from > sku.special_to)
    about("4117", "special_from_date", "BIZ_CHECK_SPECIAL_PRICE_FROM_DATE_AFTER_TO_DATE");
}

/** What they must be beside one another. */
export function checkVariations(
  categoryId: number,
  skus: readonly Sku[],
  declared: readonly string[],
  { refuse }: Checks,
): void {
  const known = new Set([...attributesOf(categoryId).flatMap((each) => (each.is_sale_prop ? [each.name] : [])), ...declared]);
  const names = (sku: Sku) => Object.keys(sku.sale_prop).sort().join(" ");
  for (const sku of skus) {
    for (const name of Object.keys(sku.sale_prop))
      if (!known.has(name)) refuse("4143", name, "BIZ_CHECK_SALEPROP_ATTRIBUTE_INVALID", sku.seller_sku);
    if (skus.length > 1 && !names(sku)) refuse("4144", "saleProp", "BIZ_CHECK_SKU_NOT_CONTAIN_SALEPROP", sku.seller_sku);
    else if (names(sku) !== names(skus[0] ?? sku)) refuse("4113", "saleProp", "CHK_SKU_PROPS_NOT_IDENTICAL", sku.seller_sku);
  }
  const values = skus.map((sku) => JSON.stringify(sku.sale_prop, Object.keys(sku.sale_prop).sort()));
  if (skus.length > 1 && new Set(values).size < values.length) refuse("4112", "saleProp", "CHK_SKU_PROPS_DUPLICATE");
  const pictured = skus.filter(({ images }) => images.length).length;
  if (pictured > 0 && pictured < skus.length)
    refuse("4153", "Images", "If you upload a sku picture then all sku must be uploaded");
}

/** Ids of this simulated marketplace (README); the seed copies them. */
export interface Category {
  readonly category_id: number;
  readonly name: string;
  readonly name_en: string;
  readonly leaf: boolean;
  readonly active: boolean;
  readonly children: readonly Category[];
}
const leaf = (category_id: number, name: string, name_en: string, active = true): Category => ({
  category_id,
  name,
  name_en,
  leaf: true,
  active,
  children: [],
});
export const categories: readonly Category[] = [
  {
    category_id: 10_100_000,
    name: "Thực phẩm và đồ uống",
    name_en: "Groceries",
    leaf: false,
    active: true,
    children: [
      leaf(10_100_387, "Đặc sản, thực phẩm chế biến", "Local specialities"),
      leaf(10_100_391, "Trà, đồ uống", "Tea and drinks"),
      leaf(10_100_399, "Hàng cũ", "No longer used", false),
    ],
  },
  {
    category_id: 10_002_000,
    name: "Nhà cửa và đời sống",
    name_en: "Home and living",
    leaf: false,
    active: true,
    children: [leaf(10_002_019, "Thủ công mỹ nghệ", "Handicraft")],
  },
];
const all = (list: readonly Category[]): readonly Category[] => list.flatMap((each) => [each, ...all(each.children)]);
export const categoryOf = (id: number): Category | undefined => all(categories).find(({ category_id }) => category_id === id);
export const leafCategories: readonly Category[] = all(categories).filter((each) => each.leaf && each.active);

export const brands = [
  { brand_id: 30_768, name: "No Brand", name_en: "No Brand", global_identifier: "no_brand" },
  { brand_id: 40_101, name: "Nhãn lồng Hưng Yên", name_en: "Nhan long Hung Yen", global_identifier: "nhan_long_hung_yen" },
  { brand_id: 40_102, name: "Hương Phố Hiến", name_en: "Huong Pho Hien", global_identifier: "huong_pho_hien" },
] as const;

export interface Attribute {
  readonly id: number;
  readonly name: string;
  readonly label: string;
  readonly attribute_type: "normal" | "sku";
  readonly input_type: "text" | "richText" | "numeric" | "date" | "img" | "singleSelect" | "multiSelect" | "enumInput";
  readonly is_mandatory: 0 | 1;
  readonly is_sale_prop: 0 | 1;
  readonly options: readonly { readonly id: number; readonly name: string; readonly en_name: string }[];
  readonly advanced: { readonly is_key_prop: 0 | 1 };
  readonly unit?: {
    readonly type: readonly string[];
    readonly numericMin: string;
    readonly numericMax: string;
    readonly precision: number;
  };
}
function attribute(
  id: number,
  name: string,
  label: string,
  more: Partial<Omit<Attribute, "id" | "name" | "label">> = {},
): Attribute {
  return {
    id,
    name,
    label,
    attribute_type: "normal",
    input_type: "text",
    is_mandatory: 0,
    is_sale_prop: 0,
    options: [],
    advanced: { is_key_prop: 0 },
    ...more,
  };
}
const options = (...names: readonly (readonly [number, string, string])[]) =>
  names.map(([id, name, en_name]) => ({ id, name, en_name }));
const measure = (id: number, name: string, label: string, type: string) =>
  attribute(id, name, label, {
    attribute_type: "sku",
    input_type: "numeric",
    is_mandatory: 1,
    unit: { type: [type], numericMin: "0.01", numericMax: "300", precision: 2 },
  });

const everywhere: readonly Attribute[] = [
  attribute(1, "name", "Tên sản phẩm", { is_mandatory: 1 }),
  attribute(2, "brand", "Thương hiệu", { input_type: "singleSelect", is_mandatory: 1, advanced: { is_key_prop: 1 } }),
  attribute(3, "description", "Mô tả chi tiết", { input_type: "richText" }),
  attribute(4, "short_description", "Điểm nổi bật", { input_type: "richText" }),
  attribute(5, "SellerSku", "SKU của người bán", { attribute_type: "sku", is_mandatory: 1 }),
  attribute(6, "price", "Giá", { attribute_type: "sku", input_type: "numeric", is_mandatory: 1 }),
  attribute(7, "quantity", "Số lượng", { attribute_type: "sku", input_type: "numeric" }),
  measure(8, "package_weight", "Khối lượng kiện hàng", "kg"),
  measure(9, "package_length", "Dài kiện hàng", "cm"),
  measure(10, "package_width", "Rộng kiện hàng", "cm"),
  measure(11, "package_height", "Cao kiện hàng", "cm"),
  attribute(12, "color_family", "Màu", {
    attribute_type: "sku",
    input_type: "enumInput",
    is_sale_prop: 1,
    options: options([120, "Đỏ", "Red"], [121, "Xanh", "Green"], [122, "Vàng", "Yellow"]),
  }),
  attribute(13, "size", "Cỡ", { attribute_type: "sku", input_type: "enumInput", is_sale_prop: 1 }),
];
const own: Readonly<Record<number, readonly Attribute[]>> = {
  10_100_387: [
    attribute(101, "storage_instruction", "Cách bảo quản", {
      input_type: "singleSelect",
      options: options([1011, "Nơi khô mát", "Cool and dry"], [1012, "Ngăn mát", "Chilled"], [1013, "Ngăn đông", "Frozen"]),
    }),
    attribute(102, "shelf_life", "Hạn sử dụng (ngày)", { input_type: "numeric" }),
  ],
  10_100_391: [
    attribute(111, "tea_type", "Loại trà", {
      input_type: "singleSelect",
      options: options([1111, "Trà sen", "Lotus tea"], [1112, "Trà xanh", "Green tea"], [1113, "Khác", "Other"]),
    }),
  ],
  10_002_019: [
    attribute(121, "material", "Chất liệu", {
      input_type: "singleSelect",
      is_mandatory: 1,
      options: options([1211, "Mây tre", "Rattan and bamboo"], [1212, "Gỗ", "Wood"], [1213, "Gốm", "Ceramics"]),
    }),
  ],
};
export const attributesOf = (categoryId: number): readonly Attribute[] => [...everywhere, ...(own[categoryId] ?? [])];
/** What is written under `Attributes`, by its name. */
export const normalAttributesOf = (categoryId: number): readonly Attribute[] =>
  attributesOf(categoryId).filter(({ attribute_type }) => attribute_type === "normal");

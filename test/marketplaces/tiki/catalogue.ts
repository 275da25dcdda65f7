/** The tree of this simulated marketplace; ids are its own. Only primary categories hold products (§5). */
export interface Category {
  readonly id: number;
  readonly name: string;
  readonly englishName: string;
  readonly parent: number;
  readonly primary: boolean;
  /** Papers without which a request is refused at the check of certificates. */
  readonly needsPapers: boolean;
}
export const categories: readonly Category[] = [
  { id: 4384, name: "Bách hóa online", englishName: "Grocery", parent: 2, primary: false, needsPapers: false },
  {
    id: 54330,
    name: "Đặc sản, thực phẩm chế biến",
    englishName: "Specialities and processed food",
    parent: 4384,
    primary: true,
    needsPapers: false,
  },
  { id: 54340, name: "Trà, cà phê", englishName: "Tea and coffee", parent: 4384, primary: true, needsPapers: false },
  { id: 54345, name: "Rượu, đồ uống có cồn", englishName: "Alcohol", parent: 4384, primary: true, needsPapers: true },
  { id: 1883, name: "Nhà cửa, đời sống", englishName: "Home", parent: 2, primary: false, needsPapers: false },
  { id: 54350, name: "Thủ công mỹ nghệ", englishName: "Handicraft", parent: 1883, primary: true, needsPapers: false },
];

export interface Attribute {
  readonly id: number;
  readonly code: string;
  readonly displayName: string;
  readonly required: boolean;
  readonly dataType: "text" | "decimal" | "int";
  readonly inputType: "select" | "text" | "textarea" | "boolean";
  readonly values?: readonly string[];
}
const common: readonly Attribute[] = [
  {
    id: 603,
    code: "brand",
    displayName: "Thương hiệu",
    required: true,
    dataType: "text",
    inputType: "select",
    values: ["No Brand", "OEM", "OCOP Hưng Yên", "HTX Minh Họa"],
  },
  {
    id: 560,
    code: "origin",
    displayName: "Xuất xứ",
    required: true,
    dataType: "text",
    inputType: "select",
    values: ["vietnam", "china", "japan", "korea", "thailand"],
  },
  {
    id: 1305,
    code: "product_top_features",
    displayName: "Đặc điểm nổi bật",
    required: false,
    dataType: "text",
    inputType: "textarea",
  },
  {
    id: 1122,
    code: "product_weight_kg",
    displayName: "Cân nặng (kg)",
    required: false,
    dataType: "decimal",
    inputType: "text",
  },
];
const expiry: Attribute = {
  id: 1241,
  code: "require_expiry_date",
  displayName: "Có hạn sử dụng",
  required: true,
  dataType: "int",
  inputType: "boolean",
};
const material: Attribute = {
  id: 708,
  code: "material",
  displayName: "Chất liệu",
  required: true,
  dataType: "text",
  inputType: "text",
};
const ofCategory = new Map<number, readonly Attribute[]>([
  [54330, [...common, expiry]],
  [54340, [...common, expiry]],
  [54345, [...common, expiry]],
  [54350, [...common, material]],
]);
export const attributesOf = (categoryId: number): readonly Attribute[] => ofCategory.get(categoryId) ?? [];
export const attributeById = (id: number): Attribute | undefined =>
  [...ofCategory.values()].flat().find((attribute) => attribute.id === id);
export const categoryById = (id: number): Category | undefined => categories.find((category) => category.id === id);

/** What a variant may differ by; at most two a request. */
export const optionLabels = ["size", "color", "capacity", "flavor", "weight"] as const;

/** §6, and the way an order of such a product is fulfilled. */
export const fulfillmentOf = {
  dropship: "dropship",
  instock: "tiki_delivery",
  backorder: "tiki_delivery",
  seller_backorder: "seller_delivery",
  cross_border: "cross_border",
} as const;
export type InventoryType = keyof typeof fulfillmentOf;
export type FulfillmentType = (typeof fulfillmentOf)[InventoryType];
export const inventoryTypes = Object.keys(fulfillmentOf) as InventoryType[];

/** Tiki's own warehouse that orders from the north are gathered in. */
export const tikiWarehouse = { code: "hn", name: "Hà Nội" } as const;

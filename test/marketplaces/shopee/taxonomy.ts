/** Ids of this simulated marketplace (README); the seed copies those of its categories and carriers. */
export interface Category {
  readonly category_id: number;
  readonly parent_category_id: number;
  readonly name: string;
  readonly english: string;
  readonly leaf: boolean;
  readonly blocked?: boolean;
  readonly brandMandatory?: boolean;
  readonly dimensionMandatory?: boolean;
}
export const categories: readonly Category[] = [
  { category_id: 101100, parent_category_id: 0, name: "Thực phẩm và đồ uống", english: "Food & Beverages", leaf: false },
  { category_id: 101127, parent_category_id: 101100, name: "Đặc sản, thực phẩm chế biến", english: "Local Food", leaf: true },
  { category_id: 101131, parent_category_id: 101100, name: "Trà, đồ uống", english: "Tea & Drinks", leaf: true },
  { category_id: 101133, parent_category_id: 101100, name: "Đồ uống có cồn", english: "Alcohol", leaf: true, blocked: true },
  {
    category_id: 101135,
    parent_category_id: 101100,
    name: "Thực phẩm chức năng",
    english: "Supplements",
    leaf: true,
    brandMandatory: true,
    dimensionMandatory: true,
  },
  { category_id: 101140, parent_category_id: 0, name: "Thủ công mỹ nghệ", english: "Handicraft", leaf: true },
];

/** §5.1: 1 drop-down, 2 combo, 3 free text, 4 and 5 the same for several values; own values are allowed for 2, 3 and 5. */
export interface Attribute {
  readonly attribute_id: number;
  readonly name: string;
  readonly english: string;
  readonly mandatoryIn: readonly number[];
  readonly input_type: 1 | 2 | 3 | 4 | 5;
  readonly input_validation_type: 0 | 1 | 2 | 3 | 4;
  readonly units: readonly string[];
  readonly max_value_count: number;
  readonly values: readonly { readonly value_id: number; readonly name: string; readonly children?: readonly Attribute[] }[];
}
export const attributes: readonly Attribute[] = [
  {
    attribute_id: 100_037,
    name: "Xuất xứ",
    english: "Country of Origin",
    mandatoryIn: [101135],
    input_type: 2,
    input_validation_type: 0,
    units: [],
    max_value_count: 1,
    values: [
      {
        value_id: 551,
        name: "Việt Nam",
        children: [
          {
            attribute_id: 100_038,
            name: "Tỉnh, thành phố",
            english: "Province",
            mandatoryIn: [],
            input_type: 3,
            input_validation_type: 2,
            units: [],
            max_value_count: 1,
            values: [],
          },
        ],
      },
      { value_id: 552, name: "Nhập khẩu" },
    ],
  },
  {
    attribute_id: 100_095,
    name: "Khối lượng tịnh",
    english: "Net Weight",
    mandatoryIn: [],
    input_type: 3,
    input_validation_type: 3,
    units: ["g", "kg", "ml", "l"],
    max_value_count: 1,
    values: [],
  },
  {
    attribute_id: 100_102,
    name: "Ngày hết hạn",
    english: "Expiry Date",
    mandatoryIn: [],
    input_type: 3,
    input_validation_type: 4,
    units: [],
    max_value_count: 1,
    values: [],
  },
  {
    attribute_id: 100_110,
    name: "Bảo quản",
    english: "Storage Condition",
    mandatoryIn: [],
    input_type: 4,
    input_validation_type: 0,
    units: [],
    max_value_count: 2,
    values: [
      { value_id: 561, name: "Nơi khô ráo" },
      { value_id: 562, name: "Ngăn mát" },
      { value_id: 563, name: "Ngăn đông" },
    ],
  },
];

/** Enough of them to be read page by page. */
export const brands = Array.from({ length: 130 }, (_, index) => ({
  brand_id: 2_000_001 + index,
  name: `Thương hiệu minh hoạ ${index + 1}`,
}));

export const channels = [
  { id: 50_011, name: "Giao Hàng Nhanh", handover: "dropoff", cod: true, enabled: true },
  { id: 50_021, name: "SPX Express", handover: "pickup", cod: true, enabled: true },
  { id: 50_030, name: "Người bán tự giao", handover: "non_integrated", cod: false, enabled: true },
  { id: 50_040, name: "Hoả tốc", handover: "pickup", cod: false, enabled: false },
] as const;
export const channelOf = (id: number) => channels.find((each) => each.id === id);

/** What `get_item_limit` tells and every write is held to; the page's own values are samples (§4). */
export const limits = {
  price: { min_limit: 1_000, max_limit: 120_000_000 },
  stock: { min_limit: 0, max_limit: 999_999 },
  name: { min_limit: 3, max_limit: 120 },
  description: { min_limit: 10, max_limit: 5_000 },
  images: { min_limit: 1, max_limit: 9 },
  tierName: { min_limit: 1, max_limit: 14 },
  optionName: { min_limit: 1, max_limit: 20 },
  items: 1_000,
  preOrderDays: { min_limit: 5, max_limit: 15 },
  daysToShip: 2,
  /** GUIDE:223 §5, VN: dearest by cheapest variation. */
  priceSpread: 5,
} as const;

/** Data definition of the seller's answer to a return. */
export const disputeReasons = [
  { id: 1, text: "Chưa nhận được hàng trả", evidence: false },
  { id: 50, text: "Hàng trả về không đúng hàng đã gửi", evidence: true },
] as const;
export const violationTypes = [
  "Prohibited Listing",
  "Counterfeit and IP Infringement",
  "Spam",
  "Inappropriate Image",
  "Insufficient Information",
  "Other Listing Improvement",
] as const;

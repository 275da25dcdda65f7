import type { Due } from "../kit/agenda.ts";
import type { Shelf } from "../kit/shelf.ts";
import { defaultDials, type ShopeeDials } from "./dials.ts";

/** §5.3. */
export const itemStatuses = ["NORMAL", "BANNED", "UNLIST", "REVIEWING", "SELLER_DELETE", "SHOPEE_DELETE"] as const;
export type ItemStatus = (typeof itemStatuses)[number];
/** An item without variations has one model, of id 0 and without a tier index. */
export interface Model {
  readonly model_id: number;
  readonly tier_index: readonly number[];
  readonly model_sku: string;
  readonly original_price: number;
}
export interface Tier {
  readonly name: string;
  readonly options: readonly { readonly name: string; readonly image_id?: string | undefined }[];
}
export interface AttributeValue {
  readonly value_id: number;
  readonly original_value_name?: string | undefined;
  readonly value_unit?: string | undefined;
}
export interface Dimension {
  readonly package_length: number;
  readonly package_width: number;
  readonly package_height: number;
}
/** What a listing looked like from a moment on: readers see it a while late. */
export interface ItemVersion {
  readonly at: number;
  readonly item_name: string;
  readonly description: string;
  readonly item_sku: string;
  readonly item_status: ItemStatus;
  readonly category_id: number;
  readonly image_ids: readonly string[];
  readonly weight: number;
  readonly dimension?: Dimension | undefined;
  readonly logistic_ids: readonly number[];
  readonly attributes: readonly { readonly attribute_id: number; readonly attribute_value_list: readonly AttributeValue[] }[];
  readonly brand: { readonly brand_id: number; readonly original_brand_name: string };
  readonly condition: "NEW" | "USED";
  readonly is_pre_order: boolean;
  readonly days_to_ship: number;
  readonly tiers: readonly Tier[];
  readonly models: readonly Model[];
}
export interface Violation {
  readonly violation_type: string;
  readonly violation_reason: string;
  readonly suggestion: string;
  readonly at: number;
}
export interface Item {
  readonly item_id: number;
  readonly shop_id: number;
  readonly created: number;
  versions: ItemVersion[];
  /** By model id, then by location ("" where the shop has one). */
  shelves: Record<string, Record<string, Shelf>>;
  /** Looked at once; it is not looked at again unless it was banned. */
  approved: boolean;
  violation?: Violation | undefined;
}
export interface Promotion {
  readonly promotion_id: number;
  readonly shop_id: number;
  readonly item_id: number;
  readonly start: number;
  end: number;
  models: { readonly model_id: number; readonly price: number; reserved: number }[];
}

/** §7, those a VN order can come to. */
export const orderStatuses = [
  "UNPAID",
  "PENDING",
  "READY_TO_SHIP",
  "PROCESSED",
  "RETRY_SHIP",
  "SHIPPED",
  "TO_CONFIRM_RECEIVE",
  "TO_RETURN",
  "COMPLETED",
  "IN_CANCEL",
  "CANCELLED",
] as const;
export type OrderStatus = (typeof orderStatuses)[number];
export interface OrderLine {
  readonly line_item_id: number;
  readonly item_id: number;
  readonly item_name: string;
  readonly item_sku: string;
  readonly model_id: number;
  readonly model_name: string;
  readonly model_sku: string;
  readonly quantity: number;
  readonly price: number;
  readonly original_price: number;
  readonly promotion_id: number;
  readonly location: string;
  cancelled: number;
  returned: number;
}
export interface Order {
  readonly order_sn: string;
  readonly shop_id: number;
  readonly created: number;
  /** In lists from then on. */
  readonly visible: number;
  readonly cod: boolean;
  readonly buyer: { readonly name: string; readonly phone: string; readonly address: string };
  readonly lines: readonly OrderLine[];
  readonly note: string;
  readonly daysToShip: number;
  /** One of the channels in `taxonomy.ts`. */
  readonly carrier: number;
  status: OrderStatus;
  updated: number;
  paid: number;
  /** Its units are off sale and not yet handed over. */
  holds: boolean;
  arranged: boolean;
  trackingNumber: string;
  collected: number;
  cancelReason: string;
  cancelBy: "" | "buyer" | "seller" | "system";
  /** What readers still see until a cancellation shows. */
  before?: { readonly status: OrderStatus; readonly updated: number; readonly until: number } | undefined;
  sellerNote: string;
  /** READY from then on, once asked for. */
  documentReady: number;
  /** A test asked that this order be told in a form nobody can read. */
  unreadable: boolean;
}
export const returnStatuses = [
  "REQUESTED",
  "PROCESSING",
  "ACCEPTED",
  "CANCELLED",
  "JUDGING",
  "SELLER_DISPUTE",
  "CLOSED",
] as const;
export interface Return {
  readonly return_sn: string;
  readonly order_sn: string;
  readonly shop_id: number;
  readonly created: number;
  readonly reason: string;
  readonly text: string;
  readonly lines: readonly {
    readonly item_id: number;
    readonly model_id: number;
    readonly amount: number;
    readonly price: number;
  }[];
  /** Before the order was complete, or after. */
  readonly kind: "RRBOC" | "RRAOC";
  status: (typeof returnStatuses)[number];
  updated: number;
  dispute: string;
}
/** Shops it is for; a refresh token of a main account is spent by each of them alone (§2). */
export interface Token {
  readonly kind: "code" | "resend" | "access" | "refresh";
  readonly shops: readonly number[];
  readonly mainAccount?: number | undefined;
  readonly expires: number;
  spentBy: number[];
  /** The pair it was changed for, by shop; given again under the dial `spentRefreshRepeats`. */
  pairs: Record<string, { readonly access_token: string; readonly refresh_token: string; readonly at: number }>;
}
export interface Shop {
  readonly shop_id: number;
  readonly shop_name: string;
  status: "NORMAL" | "BANNED" | "FROZEN";
  authorised?: { readonly at: number; readonly until: number } | undefined;
  holiday: { on: boolean; type: 0 | 1; start: number; end: number; description: string; changed: number };
  /** Location ids of a shop with several warehouses; none for the others. */
  locations: readonly string[];
}
export interface LostPush {
  readonly id: number;
  readonly at: number;
  readonly body: string;
}
/** What the marketplace does later by itself. */
export type Later = Due &
  (
    | {
        readonly kind: "write";
        readonly item_id: number;
        readonly model_id: number;
        readonly location: string;
        readonly units: number;
      }
    | {
        readonly kind: "restock";
        readonly item_id: number;
        readonly model_id: number;
        readonly location: string;
        readonly units: number;
      }
    | { readonly kind: "review"; readonly item_id: number; readonly since: number }
    | { readonly kind: "unpaid" | "tracking" | "overdue" | "document"; readonly order_sn: string }
    | { readonly kind: "authorisation-ends-soon" | "authorisation-ends"; readonly shop_id: number; readonly until: number }
    | { readonly kind: "promotion-ends"; readonly promotion_id: number }
  );
export interface State {
  readonly shape: 2;
  mainAccount: number;
  shops: Shop[];
  items: Item[];
  promotions: Promotion[];
  orders: Order[];
  returns: Return[];
  images: Record<string, string>;
  brands: { brand_id: number; name: string; categories: number[]; pending: boolean }[];
  tokens: Record<string, Token>;
  push: { callback_url: string; off: number[]; blocked: number[] };
  lostPushes: LostPush[];
  batches: Record<string, { shop_id: number; success: object[]; failed: object[] }>;
  later: Later[];
  dials: ShopeeDials;
  nextId: number;
}

const shop = (shop_id: number, shop_name: string): Shop => ({
  shop_id,
  shop_name,
  status: "NORMAL",
  holiday: { on: false, type: 0, start: 0, end: 0, description: "", changed: 0 },
  locations: [],
});
export const startState = (): State => ({
  shape: 2,
  mainAccount: 910_001,
  shops: [shop(220_001, "Gian hàng OCOP Hưng Yên"), shop(220_002, "HTX Minh Họa")],
  items: [],
  promotions: [],
  orders: [],
  returns: [],
  images: {},
  brands: [],
  tokens: {},
  push: { callback_url: "", off: [], blocked: [] },
  lostPushes: [],
  batches: {},
  later: [],
  dials: { ...defaultDials },
  nextId: 19_000_000_001,
});

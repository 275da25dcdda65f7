import type { Shelf } from "../kit/shelf.ts";
import { type Dials, usualDials } from "./dials.ts";

export interface Seller {
  readonly seller_id: number;
  readonly user_id: number;
  readonly short_code: string;
  readonly name: string;
  readonly account: string;
}

export const skuStatuses = ["active", "inactive", "deleted"] as const;
export interface Sku {
  readonly sku_id: number;
  readonly seller_sku: string;
  readonly status: (typeof skuStatuses)[number];
  readonly price: number;
  /** 0 for none. */
  readonly special_price: number;
  readonly special_from: number | null;
  readonly special_to: number | null;
  readonly images: readonly string[];
  readonly sale_prop: Readonly<Record<string, string>>;
  /** `package_height` and the like, as they were sent. */
  readonly package: Readonly<Record<string, string>>;
}
/** What a listing looked like from a moment on: readers see it a while late. */
export interface ItemVersion {
  readonly at: number;
  readonly category_id: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly images: readonly string[];
  /** Rejected: the text must be changed first. Locked: not even that. */
  readonly review: "passed" | "pending" | "rejected" | "locked";
  readonly reason: string;
  readonly skus: readonly Sku[];
}
export interface Item {
  readonly item_id: number;
  readonly seller_id: number;
  readonly created: number;
  /** When the review that is under way ends, and how it will. */
  review: { readonly ends: number; readonly rejects: string; readonly wasLive: boolean } | null;
  versions: ItemVersion[];
}

/** §6: what orders hold is withheld until it is paid, then occupied. */
export interface Stock {
  readonly warehouse: string;
  readonly shelf: Shelf;
  withheld: { readonly at: number; readonly units: number }[];
}
/** A part of what is sellable, kept for a promotion. */
export interface Campaign {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly units: number;
}

/** §7, and `repacked` of the order status flow (DOC:120167). */
export const orderStatuses = [
  "unpaid",
  "pending",
  "packed",
  "repacked",
  "ready_to_ship",
  "shipped",
  "delivered",
  "failed",
  "shipped_back",
  "shipped_back_success",
  "shipped_back_failed",
  "returned",
  "canceled",
  "lost_by_3pl",
  "damaged_by_3pl",
  "package_scrapped",
] as const;
export type OrderStatus = (typeof orderStatuses)[number];
/** One unit: quantity is always 1. */
export interface OrderItem {
  readonly order_item_id: number;
  readonly item_id: number;
  readonly sku_id: number;
  readonly seller_sku: string;
  readonly name: string;
  readonly variation: string;
  readonly image: string;
  readonly price: number;
  readonly voucher_seller: number;
  readonly voucher_platform: number;
  readonly shipping: number;
  readonly warehouse: string;
  /** What it has off sale: `lapsed` is an unpaid one whose time is over, `left` is out of the total. */
  holds: "nothing" | "withheld" | "occupied" | "lapsed" | "left";
  history: { readonly at: number; readonly seenAt: number; readonly status: OrderStatus }[];
  package_id: string;
  invoice: string;
  reason: string;
  initiator: string;
}
export interface Buyer {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
  readonly ward: string;
  readonly district: string;
  readonly province: string;
}
export interface Order {
  /** Unique in one store only: a basket over two stores has the same in both. */
  readonly order_id: number;
  readonly seller_id: number;
  readonly created: number;
  /** In lists from then on. */
  readonly listedAt: number;
  readonly cod: boolean;
  readonly buyer: Buyer;
  readonly note: string;
  readonly items: readonly OrderItem[];
  paid: number;
  unreadable: boolean;
}
export interface Package {
  readonly package_id: string;
  readonly seller_id: number;
  readonly order_id: number;
  readonly tracking_number: string;
  state: "packed" | "ready_to_ship" | "canceled";
}

export const reverseStatuses = [
  "REQUEST_INITIATE",
  "REQUEST_REJECT",
  "REQUEST_CANCEL",
  "CANCEL_SUCCESS",
  "SELLER_AGREE_RETURN",
  "BUYER_RETURN_ITEM",
  "SELLER_AGREE_REFUND",
  "SELLER_REJECT_REFUND",
  "REFUND_SUCCESS",
] as const;
export type ReverseStatus = (typeof reverseStatuses)[number];
export interface ReverseLine {
  readonly reverse_order_line_id: number;
  readonly order_item_id: number;
  status: ReverseStatus;
  modified: number;
}
/** A cancellation or a return somebody asked for. */
export interface Reverse {
  readonly reverse_order_id: number;
  readonly seller_id: number;
  readonly order_id: number;
  readonly request_type: "CANCEL" | "RETURN" | "ONLY_REFUND";
  readonly created: number;
  readonly reason_code: number;
  readonly reason: string;
  /** When a wish to cancel comes true by itself; 0 for never. */
  readonly decidesAt: number;
  readonly lines: readonly ReverseLine[];
}

export interface Token {
  readonly kind: "code" | "access" | "refresh";
  readonly seller_id: number;
  expires: number;
  spent: boolean;
}

/** What is to happen later by itself. */
export type Entry = { readonly at: number } & (
  | {
      readonly act: "write";
      readonly sku_id: number;
      readonly warehouse: string;
      readonly how: "net" | "gross" | "move";
      readonly units: number;
    }
  | {
      readonly act: "restock" | "expire";
      readonly seller_id: number;
      readonly order_id: number;
      readonly items: readonly number[];
    }
  | { readonly act: "review"; readonly item_id: number }
  | { readonly act: "decide"; readonly reverse_order_id: number }
  | { readonly act: "warn"; readonly token: string }
);

export interface State {
  sellers: Seller[];
  items: Item[];
  stocks: Record<string, Stock[]>;
  campaigns: Record<string, Campaign>;
  orders: Order[];
  packages: Package[];
  reverses: Reverse[];
  /** Address and hash of what is hosted here. */
  images: Record<string, string>;
  batches: Record<string, { readonly at: number; readonly urls: readonly string[] }>;
  tokens: Record<string, Token>;
  agenda: Entry[];
  dials: Dials;
  nextId: number;
}

export const startState = (): State => ({
  sellers: [
    {
      seller_id: 1_000_001,
      user_id: 10_101,
      short_code: "VN1OCOPHY",
      name: "Gian hàng OCOP Hưng Yên",
      account: "gianhang@ocop.invalid",
    },
    { seller_id: 1_000_002, user_id: 10_102, short_code: "VN1HTXMH", name: "HTX Minh Họa", account: "htx@minhhoa.invalid" },
  ],
  items: [],
  stocks: {},
  campaigns: {},
  orders: [],
  packages: [],
  reverses: [],
  images: {},
  batches: {},
  tokens: {},
  agenda: [],
  dials: usualDials(),
  nextId: 2_100_000,
});

/** What an older release saved lacks what came later. */
export function savedState(saved: unknown): State {
  const start = startState();
  const state = saved as Partial<State>;
  return { ...start, ...state, dials: { ...start.dials, ...state.dials } };
}

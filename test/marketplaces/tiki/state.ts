import type { Shelf } from "../kit/shelf.ts";
import type { FulfillmentType, InventoryType } from "./catalogue.ts";
import { startingDials, type TikiDials } from "./dials.ts";

export interface Seller {
  readonly id: number;
  readonly sid: string;
  readonly name: string;
  readonly operationModels: readonly InventoryType[];
  readonly warehouses: readonly Warehouse[];
  active: boolean;
  /** Off: updates by the API are accepted and nothing happens (issue 113). */
  canUpdateProduct: boolean;
}
export interface Warehouse {
  readonly id: number;
  readonly name: string;
  readonly code: string;
  readonly district: string;
}

export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/** What a product was from a moment on; readers see it a while late. */
export interface ProductVersion {
  readonly at: number;
  readonly version: number;
  readonly name: string;
  readonly description: string;
  readonly price: number;
  readonly marketPrice: number;
  readonly active: boolean;
  readonly hidden: boolean;
  readonly originalSku: string;
  readonly categoryId: number;
  readonly image: string;
  readonly images: readonly string[];
  readonly attributes: Attributes;
  /** A promotion's price while one runs. */
  readonly promotion: number | null;
  /** Taken down by the marketplace. */
  readonly gone: boolean;
}
export interface Product {
  readonly id: number;
  readonly sellerId: number;
  readonly masterId: number;
  readonly sku: string;
  readonly masterSku: string;
  readonly inventoryType: InventoryType;
  readonly created: number;
  versions: ProductVersion[];
  /** By warehouse id. */
  shelves: Record<string, Shelf>;
}

export const requestStates = [
  "queuing",
  "processing",
  "drafted",
  "md_awaiting_approve",
  "bot_awaiting_approve",
  "awaiting_approve",
  "update_product_awaiting_approve",
  "locked",
  "approved",
  "update_product_approved",
  "rejected",
  "deleted",
] as const;
export type RequestState = (typeof requestStates)[number];
export interface WantedVariant {
  readonly sku: string;
  readonly price: number;
  readonly marketPrice: number;
  readonly options: readonly string[];
  readonly inventoryType: InventoryType;
  readonly stocks: readonly { readonly warehouseId: number; readonly units: number }[];
  readonly image: string;
  readonly images: readonly string[];
}
export interface WantedProduct {
  readonly categoryId: number;
  readonly name: string;
  readonly description: string;
  readonly attributes: Attributes;
  readonly image: string;
  readonly images: readonly string[];
  readonly variants: readonly WantedVariant[];
  readonly hasPapers: boolean;
  readonly turnOn: boolean;
}
export type WantedChange = Partial<
  Pick<ProductVersion, "name" | "description" | "marketPrice" | "image" | "images" | "attributes">
>;
export interface ProductRequest {
  readonly trackId: string;
  readonly sellerId: number;
  readonly wanted:
    | { readonly kind: "create_product"; readonly product: WantedProduct }
    | { readonly kind: "update_product"; readonly productId: number; readonly change: WantedChange };
  readonly created: number;
  state: RequestState;
  updated: number;
  /** A text that holds JSON, as Tiki gives it; empty while nothing is wrong. */
  reason: string;
  requestId: string | null;
  approved: number | null;
  productIds: number[];
  /** Steps that were planned before it began anew, or ended, are of an older run. */
  run: number;
  stuck: boolean;
}

export const orderStatuses = [
  "processing",
  "waiting_payment",
  "payment_review",
  "paid",
  "queueing",
  "picking",
  "packaging",
  "finished_packing",
  "ready_to_ship",
  "handover_to_partner",
  "shipping",
  "delivered",
  "successful_delivery",
  "complete",
  "canceled",
  "closed",
  "returned",
  "holded",
] as const;
export type OrderStatus = (typeof orderStatuses)[number];
export const confirmations = ["waiting", "seller_confirmed", "seller_canceled", "confirmed", "ready_to_pick"] as const;
export type Confirmation = (typeof confirmations)[number];
export interface OrderLine {
  readonly id: number;
  readonly productId: number;
  readonly name: string;
  readonly sku: string;
  readonly originalSku: string;
  readonly inventoryType: InventoryType;
  /** The list price; a promotion's difference is a discount. */
  readonly price: number;
  readonly discount: number;
  readonly quantity: number;
  confirmation: Confirmation;
  confirmationHistory: { readonly at: number; readonly status: Confirmation }[];
  /** The buyer took this line back: from then on the order is told without it. */
  withdrawn: number | null;
  taken: { readonly warehouseId: number; readonly units: number }[];
  stock: "none" | "held" | "left" | "back";
}
export interface Order {
  readonly id: number;
  readonly code: string;
  readonly sellerId: number;
  readonly placed: number;
  /** As it is told; not later than it was placed. */
  readonly created: number;
  readonly listedAfterMs: number;
  readonly fulfillment: FulfillmentType;
  readonly payment: "cod" | "prepaid";
  readonly buyer: Buyer;
  readonly lines: readonly OrderLine[];
  history: { readonly at: number; readonly status: OrderStatus }[];
  canceled: { readonly at: number; readonly by: "buyer" | "seller" | "system"; readonly reason: string } | null;
  confirmBefore: number;
  sellerInventoryId: number | null;
  pickupTime: string | null;
  /** A test asked that this order be told in a form nobody can read. */
  unreadable: boolean;
}
export interface Buyer {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
}

export interface Token {
  readonly kind: "code" | "access" | "refresh";
  readonly clientId: string;
  /** None: the application speaks for itself alone. */
  readonly sellerId: number | null;
  readonly scope: string;
  readonly expires: number;
  readonly redirectUri: string;
  /** All that came of one consent, and ends with it. */
  readonly consent: string;
  spent: boolean;
}

export interface QueueEvent {
  readonly id: string;
  readonly sid: string;
  readonly created_at: number;
  readonly type: string;
  readonly version: string;
  readonly payload: Readonly<Record<string, unknown>>;
}
export interface Subscription {
  readonly sid: string;
  readonly code: string;
  readonly eventType: string;
  readonly sellerId: number;
  readonly from: number;
  active: boolean;
}
export interface Queue {
  readonly code: string;
  readonly name: string;
  readonly clientId: string;
  subscriptions: Subscription[];
  events: QueueEvent[];
  /** Batches given out, the newest last; those before the last one acknowledged are forgotten. */
  given: { readonly ackId: string; readonly ids: readonly string[] }[];
}

/** What the marketplace does later by itself. */
export type Later = { readonly at: number } & (
  | { readonly act: "review"; readonly trackId: string; readonly run: number }
  | { readonly act: "write"; readonly productId: number; readonly warehouseId: number; readonly units: number }
  | { readonly act: "restock"; readonly code: string; readonly lineId: number }
  | { readonly act: "accept" | "expire"; readonly code: string }
  | { readonly act: "tell"; readonly queue: string; readonly event: QueueEvent }
);

export interface State {
  sellers: Seller[];
  products: Product[];
  requests: ProductRequest[];
  orders: Order[];
  tokens: Record<string, Token>;
  queues: Queue[];
  agenda: Later[];
  dials: TikiDials;
  nextId: number;
}

export const start = (): State => ({
  sellers: [
    {
      id: 310_001,
      sid: "11047E39EC3D534013C587D207584D454B01C651",
      name: "Gian hàng OCOP Hưng Yên",
      operationModels: ["dropship", "backorder", "seller_backorder", "instock"],
      warehouses: [
        { id: 1034, name: "Kho Hưng Yên", code: "hy1", district: "Phường Phố Hiến" },
        { id: 1015, name: "Kho Khoái Châu", code: "hy2", district: "Xã Khoái Châu" },
      ],
      active: true,
      canUpdateProduct: true,
    },
    {
      id: 310_002,
      sid: "22047E39EC3D534013C587D207584D454B01C652",
      name: "HTX Minh Họa",
      operationModels: ["dropship"],
      warehouses: [{ id: 2034, name: "Kho HTX Minh Họa", code: "mh1", district: "Xã Minh Họa" }],
      active: true,
      canUpdateProduct: true,
    },
  ],
  products: [],
  requests: [],
  orders: [],
  tokens: {},
  queues: [],
  agenda: [],
  dials: startingDials(),
  nextId: 2_166_000,
});

import type { Shelf } from "../kit/shelf.ts";
import { type PortalDials, startingDials } from "./dials.ts";

export interface Seller {
  readonly id: number;
  readonly name: string;
}

export const productStatuses = ["draft", "submitted", "live", "rejected", "paused", "ended"] as const;
export type ProductStatus = (typeof productStatuses)[number];
export interface Product {
  readonly id: number;
  readonly sellerId: number;
  readonly sku: string;
  name: string;
  description: string;
  price: number;
  weight: number;
  pictures: string[];
  status: ProductStatus;
  reason: string;
  changed: number;
  shelf: Shelf;
}

export const orderStatuses = ["placed", "confirmed", "packed", "shipping", "delivered", "cancelled", "returned"] as const;
export type OrderStatus = (typeof orderStatuses)[number];
export interface OrderLine {
  readonly lineNo: number;
  readonly productId: number;
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  readonly price: number;
}
export interface Order {
  readonly no: string;
  readonly sellerId: number;
  readonly placed: number;
  readonly buyer: { readonly name: string; readonly phone: string; readonly address: string };
  readonly note: string;
  readonly lines: readonly OrderLine[];
  status: OrderStatus;
  changed: number;
  reason: string;
  carrier: string | null;
  trackingNo: string | null;
  /** A test asked that this order be told in a form nobody can read. */
  unreadable: boolean;
}

/** What the portal answered to a sheet, row by row; kept for the seller's page. */
export interface Upload {
  readonly id: number;
  readonly sellerId: number;
  readonly kind: "listings" | "stock" | "prices";
  readonly at: number;
  readonly fileName: string;
  readonly rows: readonly { readonly row: number; readonly sku: string; readonly done: boolean; readonly says: string }[];
}

/** The first answer to a call with a key; a repeat gets it again. */
export interface KeptAnswer {
  readonly at: number;
  readonly bodyHash: string;
  readonly status: number;
  readonly json: object;
}

/** What the portal does later by itself: an order nobody confirmed is cancelled. */
export interface Later {
  readonly at: number;
  readonly order: string;
}

export interface State {
  sellers: Seller[];
  products: Product[];
  orders: Order[];
  uploads: Upload[];
  keptAnswers: Record<string, KeptAnswer>;
  agenda: Later[];
  dials: PortalDials;
  nextId: number;
}

export const start = (): State => ({
  sellers: [
    { id: 1, name: "Gian hàng OCOP Hưng Yên" },
    { id: 2, name: "HTX Minh Họa" },
  ],
  products: [],
  orders: [],
  uploads: [],
  keptAnswers: {},
  agenda: [],
  dials: startingDials(),
  nextId: 4_000,
});

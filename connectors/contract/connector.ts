import type { ConsentGrant, RawAccess } from "./access.ts";
import type { ChannelCode } from "./channel-code.ts";
import type { Doorbell } from "./edge.ts";
import type { Instant } from "./instant.ts";
import type { ChannelPicture, ListedSku, Listing, Picture, SeenListing, SeenPage } from "./listing.ts";
import type { Offer } from "./offer.ts";
import type { Order, OrderReturn } from "./order.ts";
import type { Page, Reading } from "./problem.ts";
import type { SheetFile, WrittenSheet } from "./sheet.ts";
import type { Sku } from "./sku.ts";
import type { PushReport, StockChange, StockCounters, StockLevel } from "./stock-level.ts";
import type { TaxonomyPort } from "./taxonomy.ts";

/** One seller's account on one channel. A port is here when the channel lets software do that work. */
export interface Connector {
  readonly channel: ChannelCode;
  readonly access?: AccessPort;
  readonly listings?: ListingPort;
  readonly offers?: OfferPort;
  readonly stock?: StockPort;
  readonly orders?: OrderPort;
  readonly taxonomy?: TaxonomyPort;
  readonly sheets?: SheetPort;
  readonly pages?: PagePort;
  readonly bells?: BellPort;
  /** Asks for something small; throws a ConnectorError when the account cannot be used. */
  checkAccount(): Promise<void>;
}

/** Each is one act; publishing once is the plan's work (sync-protocol §9), not the connector's. */
export interface ListingPort {
  /** Every way the channel has of finding this SKU, drafts and pending requests too. Fails rather than answer "none" unsure. */
  look(sku: Sku): Promise<readonly SeenListing[]>;
  /** Out of buyers' sight and with no stock. Not repeatable. `pictures` are the channel's own, in order. */
  createHidden(listing: Listing, pictures: readonly ChannelPicture[]): Promise<ListedSku>;
  /** Text, category and pictures; never price or stock. No pictures given: they stay as they are. */
  update(listed: ListedSku, listing: Listing, pictures?: readonly ChannelPicture[]): Promise<void>;
  activate(listed: ListedSku): Promise<void>;
  hide(listed: ListedSku): Promise<void>;
  remove?(listed: ListedSku): Promise<void>;
  uploadPicture?(picture: Picture, bytes: Uint8Array): Promise<ChannelPicture>;
  list(query: { cursor?: string | undefined }): Promise<Page<SeenListing>>;
}
export interface OfferPort {
  readonly batchSize: number;
  push(offers: readonly Offer[]): Promise<PushReport>;
}
/** What a number means there decides how units may be moved: sync-protocol §2. */
export interface StockPort {
  readonly kind: "net-set" | "gross-set";
  readonly batchSize: number;
  push(levels: readonly StockLevel[]): Promise<PushReport>;
  /** Adds or takes away; not repeatable. */
  adjust?(changes: readonly StockChange[]): Promise<PushReport>;
  read?(listed: readonly ListedSku[]): Promise<Reading<StockCounters>>;
}
export interface OrderPort {
  list(query: { changedSince: Instant; cursor?: string | undefined }): Promise<Page<Order>>;
  /** In order of creation, no status left out; `complete` says that it was read to its real end (sync-protocol §4). */
  listCreated(query: {
    createdSince: Instant;
    cursor?: string | undefined;
  }): Promise<Page<Order> & { readonly complete: boolean }>;
  get(orderId: string): Promise<Order>;
  /** Each of these counts an order already in that state as done. */
  accept?(orderId: string): Promise<void>;
  pack?(orderId: string): Promise<void>;
  ship?(orderId: string): Promise<void>;
  /** Grants what the buyer asks where a cancellation is already asked for. */
  cancel?(orderId: string, reason: string): Promise<void>;
  /** Says no to a buyer who asks to cancel; an order that is no longer asked for, and not cancelled, counts as done. */
  refuseCancellation?(orderId: string): Promise<void>;
  listReturns?(query: { changedSince: Instant; cursor?: string | undefined }): Promise<Page<OrderReturn>>;
}
export interface SheetPort {
  /** `quantities` by SKU are what the file puts on sale; a SKU without one leaves the stock there as it is. */
  writeListings?(listings: readonly Listing[], quantities?: Readonly<Record<string, number>>): Promise<WrittenSheet>;
  writeOffers?(offers: readonly Offer[]): Promise<WrittenSheet>;
  writeStock?(levels: readonly StockLevel[]): Promise<WrittenSheet>;
  readOrders?(file: SheetFile): Promise<Reading<Order>>;
  readStock?(file: SheetFile): Promise<Reading<StockCounters>>;
}
/** The consent address is the edge's; what it brings back is exchanged here. */
export interface AccessPort {
  exchange(grant: ConsentGrant): Promise<RawAccess>;
  refresh(refreshToken: string): Promise<RawAccess>;
}
/** For a channel that keeps its events in a queue to be fetched. A bell that was fetched before the cursor is not rung again. */
export interface BellPort {
  pull(query: { cursor?: string | undefined }): Promise<{ readonly bells: readonly Doorbell[]; readonly nextCursor?: string }>;
}
/**
 * live, gone, changed or unreadable; never a guess. Throws only where the gate let nothing out. `title` is what the page
 * should show.
 */
export interface PagePort {
  read(url: string, expected?: { readonly title: string }): Promise<SeenPage>;
}

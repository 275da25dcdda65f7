import type { ChannelCode, ListedSku, Listing, ListingState, Order, OrderState, Sku } from "connectors/contract";
import type { VirtualClock } from "../marketplaces/kit/clock.ts";
import type { Dials } from "../marketplaces/kit/dials.ts";
import type { CommonFault } from "../marketplaces/kit/faults.ts";
import type { Served } from "./served.ts";

type MaybeLater<Value> = Value | Promise<Value>;

/** One listing as the marketplace holds it now, whatever its readers are shown. */
export interface ListingTruth {
  readonly id: string;
  readonly sku: string;
  readonly state: ListingState;
  readonly title: string;
  readonly description: string;
  readonly price: number;
  /** What buyers can still buy. */
  readonly sellable: number;
  readonly held?: number;
  readonly total?: number;
  /** As `ChannelPicture.id` names them, in order. */
  readonly pictures: readonly string[];
  readonly categoryId?: string;
  readonly weightGrams?: number;
  readonly sizeMillimetres?: { readonly length: number; readonly width: number; readonly height: number };
  readonly brandId?: string;
  readonly carrierIds?: readonly string[];
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
}

/** What somebody else puts there: not through us. */
export interface MadeThere {
  readonly state?: "live" | "hidden" | "in-review" | "refused";
  readonly title?: string;
  readonly price?: number;
  readonly stock?: number;
  readonly reason?: string;
}

/** What a marketplace refuses of a listing, and the field it is told about beforehand. */
export interface BrokenListing {
  readonly rule:
    | "title"
    | "description"
    | "pictures"
    | "price"
    | "category"
    | "carrier"
    | "brand"
    | "attributes"
    | "size"
    | "weight";
  readonly listing: Listing;
}

/** The calls that change something, by how their path ends. */
export type Act =
  | "upload"
  | "create"
  | "update"
  | "activate"
  | "hide"
  | "remove"
  | "offers"
  | "stock"
  | "adjust"
  | "accept"
  | "pack"
  | "ship"
  | "cancel"
  | "refuse-cancellation";

/**
 * A simulated marketplace with one shop of ours, opened anew for each promise. Its state is the truth that a connector is
 * held to. What a channel does not have is left out, and what would ask for it is not asked.
 */
export interface OpenMarketplace extends Served {
  readonly channel: ChannelCode;
  /** The time of both sides. Every lag is nothing until it is dialled. */
  readonly clock: VirtualClock;
  /** Where the channel names the shop that signed in. */
  readonly shopId?: string;
  readonly settings: () => Readonly<Record<string, unknown>>;
  readonly requiredSettings: readonly string[];
  /** What may never be read in an error: keys, tokens, signatures. */
  readonly secrets: () => readonly string[];

  /** The consent page as a person uses it; the query it sends back. */
  readonly consent?: (url: string) => Promise<Record<string, string>>;
  /** When the newest access ends, by the marketplace's word. */
  readonly accessEnds?: () => number;
  readonly expireAccess?: () => void;
  readonly revoke?: () => MaybeLater<void>;
  /** A refresh token that was used is no longer good. */
  readonly refreshIsSpent?: boolean;
  readonly tokenPath?: string;
  /** Each documented form of the answer that gives access: told so from now on. */
  readonly accessForms?: readonly (() => void)[];
  /** What makes an account useless, though it is signed in. */
  readonly waysToClose: readonly { readonly name: string; readonly close: () => void }[];

  /** A listing that is valid there. */
  readonly listing: (more?: Partial<Listing>) => Listing;
  /** What it refuses; the rules that a connector tells before it is asked. */
  readonly broken: readonly BrokenListing[];
  /** Listings that lie on a limit of its, and are taken. */
  readonly onTheLimits: readonly Listing[];
  readonly writes: Readonly<Partial<Record<Act, string>>>;
  /** The calls that read in pages. */
  readonly reads: { readonly orders: string; readonly listings: string; readonly brands?: string };

  readonly truth: (listed: ListedSku) => ListingTruth;
  /** All that is there under a seller SKU, and not gone. */
  readonly truths: (sellerSku: string) => readonly ListingTruth[];
  /** Where one is looked at by persons before it exists: they agree. */
  readonly letThrough?: (sku: Sku) => MaybeLater<void>;
  readonly make: (sellerSku: string, more?: MadeThere) => ListedSku;
  /** More listings than one list gives, whatever page of it is asked for; their ids. */
  readonly fillBeyondList?: () => readonly string[];
  /** As many others as a page does not hold. */
  readonly morePerPage: { readonly listings: number; readonly orders: number };
  readonly edit: (listed: ListedSku, change: { title?: string; price?: number; stock?: number }) => void;
  readonly hide: (listed: ListedSku) => void;
  /** The marketplace takes it out of sight; the seller's own switch stays on. */
  readonly takeOutOfSight?: (listed: ListedSku) => void;
  readonly remove: (listed: ListedSku) => void;
  /** Listings are looked at before buyers see them. */
  readonly review?: (listed: ListedSku, verdict: "approve" | "refuse", reason?: string) => void;
  readonly promotion?: (listed: ListedSku, on: boolean, reserved?: number) => void;
  /** What of a listing a running promotion keeps as it is. */
  readonly promotionKeeps: readonly ("listing" | "price" | "stock")[];
  /** From now on its row in lists cannot be read. */
  readonly makeListingUnreadable: (listed: ListedSku) => void;
  /** The id of a listing of another shop. */
  readonly listingElsewhere?: () => string;
  /** An update that breaks a rule is refused at once. */
  readonly refusesUpdates: boolean;
  /** From now on each page of listings names itself as the next. */
  readonly repeatPages: () => void;
  /** From now on pages of listings are shorter than they are asked for. */
  readonly shortenPages?: () => void;
  /** From now on what is sent stays in the marketplace's queue. */
  readonly holdQueue?: () => void;
  /** Buyers see a listing at an address of its own. */
  readonly hasPages: boolean;
  /** A refused listing still has its SKU, or can be listed at least. */
  readonly keepsRefused: boolean;
  readonly listsRefused: boolean;
  /** A call of one or more rows may fail in part. */
  readonly failsInPart: boolean;
  /** Units of one order are prepared each for itself. */
  readonly preparesUnits?: boolean;
  /** A second listing may have the same seller SKU. */
  readonly takesSkuTwice: boolean;
  /** One page of another hand that sells each of these as a variation of its own. */
  readonly makeVariations?: (sellerSkus: readonly string[]) => readonly ListedSku[];
  /** The shop gets a second warehouse with so many of it; the settings that keep an account to the first. */
  readonly elsewhere?: (listed: ListedSku, quantity: number) => { readonly settings: object; readonly now: () => number };

  readonly buy: (
    lines: readonly { readonly listed: ListedSku; readonly quantity: number }[],
    more?: {
      readonly pay?: "cod" | "later";
      readonly note?: string;
      readonly voucher?: number;
      readonly shippingFee?: number;
    },
  ) => string;
  /** Vouchers and shipping fees are told of an order. */
  readonly takesVouchers?: boolean;
  /** An order of another shop. */
  readonly buyElsewhere?: () => string;
  /** Without it every order is paid at the door. */
  readonly pay?: (orderId: string) => void;
  readonly cancelByBuyer: (orderId: string) => void;
  /** The buyer asks; the seller decides. */
  readonly wishToCancel?: (orderId: string) => void;
  /** Units of one line; the whole of it where `cancelsWholeLines`. */
  readonly cancelUnits?: (orderId: string, line: number, quantity: number) => void;
  readonly cancelsWholeLines?: boolean;
  /** By whose wish a cancelled order was cancelled. */
  readonly cancelledBy?: (orderId: string) => string;
  readonly courierCollects: (orderId: string) => void;
  readonly deliver: (orderId: string) => void;
  readonly complete: (orderId: string) => void;
  /** The buyer asks to give everything back, and where `received`, the seller has it. */
  readonly returnGoods?: (orderId: string, received: boolean) => void;
  /** Its row cannot be read from now on; with false it can again. */
  readonly makeUnreadable: (orderId: string, unreadable?: boolean) => void;
  /** From now on it is told in a state that no document names. */
  readonly makeStateUnknown: (orderId: string) => void;
  /** The next list of orders lacks its last row, and its count does not. */
  readonly shortenOrders?: () => void;
  /** The next list of orders has no row, and its count says that there are some. */
  readonly emptyOrders?: () => void;
  /** From now on each page of orders names itself as the next. */
  readonly repeatOrderPages?: () => void;
  /** An unpaid order can be read. */
  readonly showsUnpaid: boolean;
  /** By its document an order in this state is told to nobody. */
  readonly isUnseen?: (orderId: string) => boolean;
  /** Every documented word for an order, and what it means here. */
  readonly orderStates: Readonly<Record<string, OrderState>>;
  readonly setOrderState: (orderId: string, word: string) => void;
  /** As the house would read it; lines without the ids of products. */
  readonly order: (orderId: string) => Order;
  /** The carriers of a listing for each way that its orders may be handed over. */
  readonly carriersByWay: readonly (readonly string[])[];
  /** From now on an order's state shows only a minute later what was told of it. */
  readonly slowToShow?: () => void;
  /** All that carrying it out did: parcels, numbers, confirmations. */
  readonly carriedOut: (orderId: string) => unknown;

  readonly fail: (kind: CommonFault, more?: { readonly count?: number; readonly path?: string }) => void;
  /** Asked for, and met by no call yet. */
  readonly faultsWaiting: () => number;
  readonly dial?: (change: Partial<Dials>) => void;
  /** An answer of the API with an error that no document names. */
  readonly unknownError: (code: string) => Response;
  /** Its own word for "try later", as documented; it says nothing of what was done. */
  readonly busyError: () => Response;
  /** A documented error that names neither a row nor a cause. */
  readonly umbrellaError?: () => Response;
  /** The answer to the next write of these two tells of the first and says nothing of the second. */
  readonly forgetRow?: Partial<Record<"offers" | "stock", (told: ListedSku, forgotten: ListedSku) => void>>;
  /** Until no bell is on its way. */
  readonly settled: () => Promise<void>;
  /** A refused listing rings. */
  readonly ringsForReviews: boolean;
  /** A bell of an order says when it rang. */
  readonly datesBells?: boolean;
  /** The bell's address is part of what is signed. */
  readonly signsBellAddress?: boolean;

  readonly taxonomy: {
    readonly categories: readonly { readonly id: string; readonly parentId?: string; readonly leaf: boolean }[];
    /** In one category: what each listing must say, and the values of one attribute. */
    readonly required?: { readonly categoryId: string; readonly attributeIds: readonly string[] };
    readonly values?: { readonly categoryId: string; readonly attributeId: string; readonly ids: readonly string[] };
    readonly brands?: readonly string[];
    /** From now on the category of `listing()` has more brands than a page holds; their ids. */
    readonly fillBrands?: () => readonly string[];
    readonly carriers?: readonly { readonly id: string; readonly enabled: boolean }[];
  };
}
export type MarketplaceOpener = () => Promise<OpenMarketplace>;

import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a listing looked like from a moment on: readers see it a while late. */
export interface ItemVersion {
  readonly at: number;
  readonly item_name: string;
  readonly description: string;
  readonly original_price: number;
  readonly item_status: "NORMAL" | "UNLIST" | "REVIEWING" | "BANNED" | "SELLER_DELETE";
  readonly stock: number;
  readonly category_id: number;
  readonly image_ids: readonly string[];
}
export interface Item {
  readonly item_id: number;
  readonly shop_id: number;
  readonly item_sku: string;
  readonly weight: number;
  readonly logistic_ids: readonly number[];
  readonly created: number;
  versions: ItemVersion[];
}
export interface OrderLine {
  readonly line_item_id: number;
  readonly item_id: number;
  readonly item_name: string;
  readonly item_sku: string;
  readonly quantity: number;
  readonly price: number;
}
/** §7, those a VN order of ours can come to. */
export const orderStatuses = [
  "UNPAID",
  "PENDING",
  "READY_TO_SHIP",
  "PROCESSED",
  "SHIPPED",
  "TO_CONFIRM_RECEIVE",
  "COMPLETED",
  "IN_CANCEL",
  "CANCELLED",
] as const;
export type OrderStatus = (typeof orderStatuses)[number];
export interface Order {
  readonly order_sn: string;
  readonly shop_id: number;
  readonly created: number;
  readonly cod: boolean;
  readonly buyer: { readonly name: string; readonly phone: string; readonly address: string };
  readonly lines: readonly OrderLine[];
  readonly note: string;
  status: OrderStatus;
  updated: number;
  paid: number;
  arranged: boolean;
  cancelReason: string;
  trackingNumber: string;
  /** One of `logisticsChannels`. */
  readonly carrier: number;
  /** A test asked that this order be told in a form nobody can read. */
  unreadable: boolean;
}
export interface Token {
  readonly shop_id: number;
  readonly kind: "access" | "refresh" | "code";
  readonly expires: number;
  spent: boolean;
}
export interface Dials {
  /** A written listing is read back, listed and found only after so long. */
  readLagMs: number;
  /** An order is in the order list only after so long. */
  orderListLagMs: number;
  pushes: boolean;
  /** Calls a second and shop; 0 for no limit. */
  callsPerSecond: number;
  accessTokenSeconds: number;
}
export interface State {
  shops: { shop_id: number; shop_name: string }[];
  items: Item[];
  orders: Order[];
  images: Record<string, string>;
  tokens: Record<string, Token>;
  dials: Dials;
  nextId: number;
}

/** Ids of this simulated marketplace (README); the seed copies them. */
export const categories = [
  { category_id: 101100, parent_category_id: 0, name: "Thực phẩm và đồ uống", leaf: false },
  { category_id: 101127, parent_category_id: 101100, name: "Đặc sản, thực phẩm chế biến", leaf: true },
  { category_id: 101131, parent_category_id: 101100, name: "Trà, đồ uống", leaf: true },
  { category_id: 101140, parent_category_id: 0, name: "Thủ công mỹ nghệ", leaf: true },
] as const;
export const logisticsChannels = [
  {
    logistics_channel_id: 50011,
    logistics_channel_name: "Giao Hàng Nhanh",
    enabled: true,
    fee_type: "SIZE_INPUT",
    handover: "dropoff",
  },
  {
    logistics_channel_id: 50021,
    logistics_channel_name: "SPX Express",
    enabled: true,
    fee_type: "SIZE_INPUT",
    handover: "pickup",
  },
] as const;

const start = (): State => ({
  shops: [
    { shop_id: 220001, shop_name: "Gian hàng OCOP Hưng Yên" },
    { shop_id: 220002, shop_name: "HTX Minh Họa" },
  ],
  items: [],
  orders: [],
  images: {},
  tokens: {},
  dials: { readLagMs: 400, orderListLagMs: 600, pushes: true, callsPerSecond: 0, accessTokenSeconds: 14_400 },
  nextId: 19_000_000_001,
});

/** All there is, in memory; kept in one file where a folder is given, so that a restart forgets nothing. */
export class Store {
  state: State;
  private readonly file: string | undefined;
  private saving: NodeJS.Timeout | undefined;

  constructor(folder: string | undefined) {
    this.file = folder ? join(folder, "shopee.json") : undefined;
    if (folder) mkdirSync(folder, { recursive: true });
    this.state = this.file && existsSync(this.file) ? (JSON.parse(readFileSync(this.file, "utf8")) as State) : start();
  }

  /** Written a moment later, several changes at once. */
  changed(): void {
    if (!this.file || this.saving) return;
    this.saving = setTimeout(() => this.save(), 200);
  }

  save(): void {
    clearTimeout(this.saving);
    this.saving = undefined;
    if (!this.file) return;
    writeFileSync(`${this.file}.new`, JSON.stringify(this.state));
    renameSync(`${this.file}.new`, this.file);
  }

  reset(): void {
    this.state = start();
    this.changed();
  }

  newId(): number {
    this.state.nextId += 1;
    return this.state.nextId;
  }

  item(itemId: number): Item | undefined {
    return this.state.items.find((each) => each.item_id === itemId);
  }
  now(item: Item): ItemVersion {
    const last = item.versions.at(-1);
    if (!last) throw new Error("an item without a version");
    return last;
  }
  /** As a reader sees it; undefined while it is not yet to be seen at all. */
  seen(item: Item, at: number): ItemVersion | undefined {
    return item.versions.findLast((version) => version.at <= at - this.state.dials.readLagMs);
  }
  change(item: Item, change: Partial<Omit<ItemVersion, "at">>, at: number): void {
    item.versions = [...item.versions.slice(-30), { ...this.now(item), ...change, at }];
    this.changed();
  }

  /** The marketplace's own check: nobody buys more than it shows, in one step with taking it off sale. */
  place(
    shopId: number,
    wanted: readonly { itemId: number; quantity: number }[],
    buyer: Order["buyer"],
    more: { cod: boolean; note?: string },
    at: number,
  ): Order | { refused: string } {
    const lines: OrderLine[] = [];
    for (const { itemId, quantity } of wanted) {
      const item = this.item(itemId);
      const now = item && this.now(item);
      if (!item || !now || item.shop_id !== shopId || now.item_status !== "NORMAL")
        return { refused: "Sản phẩm không còn bán." };
      if (quantity < 1 || quantity > now.stock) return { refused: `${now.item_name} chỉ còn ${now.stock}.` };
      lines.push({
        line_item_id: this.newId(),
        item_id: itemId,
        item_name: now.item_name,
        item_sku: item.item_sku,
        quantity,
        price: now.original_price,
      });
    }
    for (const line of lines) {
      const item = this.item(line.item_id);
      if (item) this.change(item, { stock: this.now(item).stock - line.quantity }, at);
    }
    const day = new Date(at).toISOString().slice(2, 10).replaceAll("-", "");
    const order: Order = {
      order_sn: `${day}${randomBytes(5).toString("hex").toUpperCase().slice(0, 8)}`,
      shop_id: shopId,
      created: at,
      updated: at,
      cod: more.cod,
      status: more.cod ? "READY_TO_SHIP" : "UNPAID",
      paid: 0,
      buyer,
      lines,
      note: more.note ?? "",
      arranged: false,
      cancelReason: "",
      trackingNumber: "",
      carrier: this.item(lines[0]?.item_id ?? 0)?.logistic_ids[0] ?? logisticsChannels[0].logistics_channel_id,
      unreadable: false,
    };
    this.state.orders.push(order);
    this.changed();
    return order;
  }

  move(order: Order, status: OrderStatus, at: number): void {
    order.status = status;
    order.updated = at;
    if (status === "CANCELLED")
      for (const line of order.lines) {
        const item = this.item(line.item_id);
        if (item) this.change(item, { stock: this.now(item).stock + line.quantity }, at);
      }
    this.changed();
  }
}

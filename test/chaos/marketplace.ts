/** A listing of one SKU as the marketplace itself knows it. */
export interface ShownItem {
  readonly shop: string;
  readonly sku: string;
  /** What a buyer there names to buy it. */
  readonly product: number;
  readonly onSale: boolean;
  readonly stock: number;
}
export interface PlacedOrder {
  readonly id: string;
  readonly shop: string;
  readonly is: "unpaid" | "paid" | "cancelled";
  readonly created: number;
  readonly updated: number;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}
/** All that a marketplace itself knows, asked behind its API, so that no fault is met. */
export interface There {
  readonly items: readonly ShownItem[];
  readonly orders: readonly PlacedOrder[];
}

/** A simulated marketplace as its buyers, and whoever breaks it, meet it. */
export interface Marketplace {
  readonly channel: string;
  readonly title: string;
  /** As the accounts' owners choose them on the consent page. */
  readonly shops: readonly string[];
  /** An account's, for whoever connects one. */
  settings(pushUrl: string): object;
  read(): Promise<There>;
  /** The order's id; undefined where it was refused. */
  buy(
    item: { readonly shop: string; readonly product: number },
    quantity: number,
    paysLater: boolean,
  ): Promise<string | undefined>;
  pay(order: PlacedKey): Promise<void>;
  cancel(order: PlacedKey): Promise<void>;
  /** A tenth of the calls fail, a third of the pushes never arrive, some come twice. */
  spoil(seed: number): Promise<void>;
  mend(): Promise<void>;
}
/** An id is one in its shop alone. */
export type PlacedKey = Pick<PlacedOrder, "id" | "shop">;

export const spoiling = { pushesLost: 0.3, pushesDoubled: 0.1 };
export const mended = { pushesLost: 0, pushesDoubled: 0 };
export const faults = ["latency", "server-error", "cut", "lost-answer", "http-429", "rate-limited", "garbled"] as const;

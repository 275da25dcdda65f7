import type { Messages } from "./messages.ts";
import type { Item, ItemVersion, Sku } from "./state.ts";
import type { Stocks } from "./stocks.ts";
import type { Store } from "./store.ts";

export type ItemStatus = "Active" | "InActive" | "Pending QC" | "Deleted";
export type Looks = Omit<ItemVersion, "at" | "review" | "reason">;

/** How listings come, change, are looked at and go. */
export function createItems(store: Store, messages: Messages, stocks: Stocks) {
  function change(item: Item, to: Partial<Omit<ItemVersion, "at">>): void {
    item.versions = [...item.versions.slice(-30), { ...store.looks(item), ...to, at: store.now() }];
    store.changed();
  }
  const live = (version: ItemVersion) => version.review === "passed" && version.skus.some(({ status }) => status === "active");

  function review(item: Item, rejects: string, wasLive: boolean): void {
    const { reviewMs } = store.dials;
    if (reviewMs === 0 && !rejects) {
      item.review = null;
      change(item, { review: "passed", reason: "" });
      messages.review(item, "APPROVED");
      return;
    }
    const ends = store.now() + store.lag(reviewMs);
    item.review = { ends, rejects, wasLive };
    change(item, { review: "pending", reason: "" });
    messages.review(item, "PENDING");
    store.later({ at: ends, act: "review", item_id: item.item_id });
  }

  const priceNow = ({ price, special_price, special_from, special_to }: Sku): number => {
    const now = store.now();
    const special = special_price > 0 && (special_from ?? now) <= now && now <= (special_to ?? now);
    return special ? special_price : price;
  };

  return {
    change,
    priceNow,
    statusOf({ review: stands, skus }: ItemVersion): ItemStatus {
      if (skus.every(({ status }) => status === "deleted")) return "Deleted";
      if (stands === "pending") return "Pending QC";
      return stands === "passed" && skus.some(({ status }) => status === "active") ? "Active" : "InActive";
    },
    /** Whether buyers can see it; with nothing left it is seen all the same. */
    buyable(item: Item, skuId: number): boolean {
      const version = store.looks(item);
      const passed =
        version.review === "passed" ||
        (version.review === "pending" && store.dials.liveDuringReview && item.review?.wasLive === true);
      return passed && store.sku(item, skuId)?.status === "active";
    },
    onSale: (sellerId: number): number =>
      store.state.items.filter((item) => item.seller_id === sellerId && live(store.looks(item))).length,

    create(sellerId: number, looks: Looks, units: Readonly<Record<number, number>>, rejects: string): Item {
      const at = store.now();
      const item: Item = {
        item_id: store.newId(),
        seller_id: sellerId,
        created: at,
        review: null,
        versions: [{ ...looks, at, review: "pending", reason: "" }],
      };
      store.state.items.push(item);
      for (const { sku_id } of looks.skus) stocks.open(sku_id, units[sku_id] ?? 0);
      messages.product(
        item,
        "created",
        looks.skus.map(({ sku_id }) => sku_id),
      );
      review(item, rejects, false);
      return item;
    },
    /** Looked at again (§9.6). */
    update(item: Item, to: Partial<Looks>, rejects: string): void {
      const wasLive = live(store.looks(item)) || item.review?.wasLive === true;
      change(item, to);
      messages.product(
        item,
        "edited",
        store.looks(item).skus.map(({ sku_id }) => sku_id),
      );
      review(item, rejects, wasLive);
    },
    /** Not looked at: price, state and pictures set by themselves. */
    setSkus(item: Item, ids: readonly number[], to: (sku: Sku) => Partial<Sku>): void {
      change(item, { skus: store.looks(item).skus.map((sku) => (ids.includes(sku.sku_id) ? { ...sku, ...to(sku) } : sku)) });
      messages.product(item, "edited", ids);
    },
    remove(item: Item, ids: readonly number[]): void {
      messages.product(item, "deleted", ids);
      change(item, {
        skus: store.looks(item).skus.map((sku) => (ids.includes(sku.sku_id) ? { ...sku, status: "deleted" as const } : sku)),
      });
    },

    /** Its time is over; a later review has an end of its own. */
    endReview(item: Item): void {
      if (!item.review || item.review.ends > store.now()) return;
      if (item.review.rejects) this.reject(item, item.review.rejects);
      else this.approve(item);
    },
    approve(item: Item): void {
      item.review = null;
      change(item, { review: "passed", reason: "" });
      messages.review(item, "APPROVED");
    },
    reject(item: Item, reason: string): void {
      const wasLive = live(store.looks(item));
      item.review = null;
      change(item, { review: "rejected", reason });
      messages.review(item, wasLive ? "LIVE_REJECTED" : "REJECTED", reason);
    },
    lock(item: Item, reason: string): void {
      item.review = null;
      change(item, { review: "locked", reason });
      messages.review(item, "LOCK", reason);
    },
  };
}
export type Items = ReturnType<typeof createItems>;

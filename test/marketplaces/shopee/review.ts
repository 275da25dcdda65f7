import type { Item, Violation } from "./state.ts";
import type { Store } from "./store.ts";

/** On sale at once, or after it was looked at: the first time where there is a review, and always once it was banned. */
export function putOnSale(store: Store, item: Item, at: number): void {
  const { reviewMs } = store.state.dials;
  if (item.approved || (reviewMs === 0 && !item.violation)) {
    store.change(item, { item_status: "NORMAL" }, at);
    return;
  }
  store.change(item, { item_status: "REVIEWING" }, at);
  // Without a review of its own pace a banned listing waits for a person.
  if (reviewMs > 0) store.later({ kind: "review", item_id: item.item_id, since: at, at: at + store.lag(reviewMs) });
}

export function approve(store: Store, item: Item, at: number): void {
  item.approved = true;
  item.violation = undefined;
  store.change(item, { item_status: "NORMAL" }, at);
}

export function ban(store: Store, item: Item, why: Omit<Violation, "at">, at: number): void {
  item.approved = false;
  item.violation = { ...why, at };
  store.change(item, { item_status: "BANNED" }, at);
  store.tell({ about: "banned", item });
}

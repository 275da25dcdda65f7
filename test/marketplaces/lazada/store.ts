import { type Clock, wallClock } from "../kit/clock.ts";
import type { Opening } from "../kit/marketplace.ts";
import { type Random, unseeded } from "../kit/random.ts";
import { SavedState } from "../kit/saved-state.ts";
import type { Dials } from "./dials.ts";
import {
  type Entry,
  type Item,
  type ItemVersion,
  type Order,
  type Seller,
  type Sku,
  type State,
  savedState,
  startState,
} from "./state.ts";

/** The state with its time and its chance. */
export class Store {
  readonly clock: Clock;
  readonly random: Random;
  /** Does something at its time. */
  later: (entry: Entry) => void = () => undefined;
  private readonly saved: SavedState<State>;

  constructor({ clock = wallClock, random = unseeded, folder }: Opening) {
    this.clock = clock;
    this.random = random;
    this.saved = new SavedState({ folder, name: "lazada" }, startState, savedState);
  }
  get state(): State {
    return this.saved.state;
  }
  get dials(): Dials {
    return this.saved.state.dials;
  }
  now(): number {
    return this.clock.now();
  }
  lag(ms: number): number {
    return this.dials.lagsVary ? this.random.below(ms + 1) : ms;
  }
  newId(): number {
    this.state.nextId += 1;
    return this.state.nextId;
  }
  changed(): void {
    this.saved.changed();
  }
  save(): void {
    this.saved.save();
  }
  reset(): void {
    this.saved.reset();
  }

  seller(sellerId: number): Seller | undefined {
    return this.state.sellers.find(({ seller_id }) => seller_id === sellerId);
  }
  item(itemId: number): Item | undefined {
    return this.state.items.find(({ item_id }) => item_id === itemId);
  }
  itemOfSku(skuId: number): Item | undefined {
    return this.state.items.find((item) => this.looks(item).skus.some(({ sku_id }) => sku_id === skuId));
  }
  looks(item: Item): ItemVersion {
    const last = item.versions.at(-1);
    if (!last) throw new Error("an item without a version");
    return last;
  }
  sku(item: Item, skuId: number): Sku | undefined {
    return this.looks(item).skus.find(({ sku_id }) => sku_id === skuId);
  }
  /** As a reader sees it who is so much behind; undefined while there is nothing to be seen. */
  seen(item: Item, behindMs: number): ItemVersion | undefined {
    const at = this.now() - behindMs;
    return item.versions.findLast((version) => version.at <= at);
  }
  order(sellerId: number, orderId: number): Order | undefined {
    return this.state.orders.find(({ seller_id, order_id }) => seller_id === sellerId && order_id === orderId);
  }
}

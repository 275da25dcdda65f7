import { type Agenda, createAgenda } from "../kit/agenda.ts";
import { type Clock, wallClock } from "../kit/clock.ts";
import type { Opening } from "../kit/marketplace.ts";
import { type Random, unseeded } from "../kit/random.ts";
import { SavedState } from "../kit/saved-state.ts";
import { moveOrder, type Placing, placeOrder } from "./orders.ts";
import { readState } from "./read-state.ts";
import type { Item, ItemVersion, Later, Order, OrderStatus, Promotion, Return, Shop, State } from "./state.ts";
import { startState } from "./state.ts";
import { unitsForSale } from "./stock.ts";

/** What happened that a push could tell of. */
export type Told =
  | { readonly about: "order" | "tracking" | "package" | "document"; readonly order: Order }
  | { readonly about: "return"; readonly return: Return }
  | { readonly about: "banned"; readonly item: Item }
  | { readonly about: "promotion"; readonly promotion: Promotion; readonly ended: boolean }
  | {
      readonly about: "reserve" | "price";
      readonly item: Item;
      readonly model_id: number;
      readonly from: number;
      readonly to: number;
    }
  | { readonly about: "authorised" | "unauthorised" | "authorisation-ends-soon"; readonly shop: Shop };

/** All the marketplace holds, and what is true of it now or was to be seen a while ago. */
export class Store {
  readonly clock: Clock;
  readonly random: Random;
  private readonly saved: SavedState<State>;
  private readonly agenda: Agenda<Later>;
  private listeners: ((told: Told) => void)[] = [];
  private carriers: ((entry: Later, at: number) => void)[] = [];

  constructor({ folder, clock = wallClock, random = unseeded }: Pick<Opening, "folder" | "clock" | "random">) {
    this.clock = clock;
    this.random = random;
    this.saved = new SavedState({ folder, name: "shopee" }, startState, readState);
    this.agenda = createAgenda<Later>(
      clock,
      () => this.state.later,
      (entry, at) => {
        for (const carryOut of this.carriers) carryOut(entry, at);
        this.changed();
      },
    );
  }

  get state(): State {
    return this.saved.state;
  }
  changed(): void {
    this.saved.changed();
  }
  save(): void {
    this.saved.save();
  }
  reset(): void {
    const { callback_url } = this.state.push;
    this.saved.reset();
    this.state.push.callback_url = callback_url;
  }

  onTold(listener: (told: Told) => void): void {
    this.listeners.push(listener);
  }
  tell(told: Told): void {
    this.changed();
    for (const listener of this.listeners) listener(told);
  }
  onDue(carryOut: (entry: Later, at: number) => void): void {
    this.carriers.push(carryOut);
  }
  later(entry: Later): void {
    this.agenda.add(entry);
    this.changed();
  }
  /** Before anything is read or changed: what has fallen due is done. */
  catchUp(): number {
    this.agenda.run();
    return this.clock.now();
  }
  lag(ms: number): number {
    return this.state.dials.lagsVary ? this.random.below(ms + 1) : ms;
  }
  newId(): number {
    this.state.nextId += 1;
    return this.state.nextId;
  }

  shop(shopId: number): Shop | undefined {
    return this.state.shops.find((each) => each.shop_id === shopId);
  }
  item(itemId: number): Item | undefined {
    return this.state.items.find((each) => each.item_id === itemId);
  }
  order(orderSn: string): Order | undefined {
    return this.state.orders.find((each) => each.order_sn === orderSn);
  }
  /** As it is, its units and the price of its first model with it. */
  now(item: Item): ItemVersion & { readonly stock: number; readonly original_price: number } {
    const last = item.versions.at(-1);
    if (!last) throw new Error("an item without a version");
    const stock = last.models.reduce((sum, { model_id }) => sum + unitsForSale(item, model_id), 0);
    return { ...last, stock, original_price: last.models[0]?.original_price ?? 0 };
  }
  /** As it was then; undefined while it was not there. */
  seen(item: Item, then: number): ItemVersion | undefined {
    return item.versions.findLast((version) => version.at <= then);
  }
  change(item: Item, change: Partial<Omit<ItemVersion, "at">>, at: number): void {
    const last = item.versions.at(-1);
    if (!last) throw new Error("an item without a version");
    item.versions = [...item.versions.slice(-30), { ...last, ...change, at }];
    this.changed();
  }
  /** Promotions that run at that moment, for one model or for the whole item. */
  running(item: Item, at: number, modelId?: number): Promotion[] {
    return this.state.promotions.filter(
      (each) =>
        each.item_id === item.item_id &&
        each.start <= at &&
        at < each.end &&
        (modelId === undefined || each.models.some(({ model_id }) => model_id === modelId)),
    );
  }

  /** The marketplace's own check: nobody buys more than it shows, in one step with taking it off sale. */
  place(
    shopId: number,
    wanted: Placing["wanted"],
    buyer: Order["buyer"],
    more: { cod: boolean; note?: string },
    at: number,
  ): Order | { refused: string } {
    return placeOrder(this, { shopId, wanted, buyer, ...more }, at);
  }
  move(order: Order, status: OrderStatus, at: number): void {
    moveOrder(this, order, status, at);
  }
}

import type { App } from "./credentials.ts";
import type { Events } from "./events.ts";
import type { TikiFaults } from "./faults.ts";
import type { Orders } from "./orders.ts";
import type { Products } from "./products.ts";
import type { Requests } from "./requests.ts";
import type { Stock } from "./stock.ts";
import type { Tokens } from "./tokens.ts";
import type { World } from "./world.ts";

/** The marketplace, as its API, its pages and its control routes reach it. */
export interface Parts {
  readonly apps: readonly App[];
  readonly world: World;
  readonly faults: TikiFaults;
  readonly tokens: Tokens;
  readonly events: Events;
  readonly products: Products;
  readonly stock: Stock;
  readonly requests: Requests;
  readonly orders: Orders;
}

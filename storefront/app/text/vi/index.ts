import { board } from "./board.ts";
import { common } from "./common.ts";
import { desk } from "./desk.ts";
import { shop } from "./shop.ts";

/** Every sentence of the storefront, by area: a string, or a function of one object of parameters. */
export const vi = { common, shop, desk, board };

import type { Texts } from "../texts.ts";
import { board } from "./board.ts";
import { common } from "./common.ts";
import { desk } from "./desk.ts";
import { shop } from "./shop.ts";

export const en: Texts = { common, shop, desk, board };

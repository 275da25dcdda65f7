import type { Texts } from "../texts.ts";

export const board: Texts["board"] = {};

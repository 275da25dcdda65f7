import type { Texts } from "../texts.ts";

export const desk: Texts["desk"] = {};

import type { Texts } from "../texts.ts";

export const common: Texts["common"] = {
  shopName: "OCOP Hưng Yên",
  language: { label: "Language" },
};

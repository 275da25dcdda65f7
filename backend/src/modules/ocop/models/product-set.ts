import { model } from "@medusajs/framework/utils";

/** The 26 sets of 26/2026/QĐ-TTg, Phụ lục I. */
export const ProductSet = model.define("product_set", {
  id: model.id({ prefix: "set" }).primaryKey(),
  slug: model.text().unique(),
  number: model.number(),
  name: model.text(),
  group_name: model.text(),
  sector_slug: model.text(),
  sector_name: model.text(),
  managing_agency: model.text().nullable(),
});

/** Append-only: the newest row by `valid_from`, then `recorded_at`, says where a product stands; null waits as "chưa phân bộ". */
export const SetAssignment = model.define("set_assignment", {
  id: model.id({ prefix: "setas" }).primaryKey(),
  registered_product_id: model.text().index(),
  product_set_slug: model.text().nullable(),
  valid_from: model.text(),
  recorded_at: model.dateTime(),
});

import { model } from "@medusajs/framework/utils";

/** What the province registers; it owns certificates and reported recognitions, and is what coverage counts. */
export const RegisteredProduct = model.define("registered_product", {
  id: model.id({ prefix: "regprod" }).primaryKey(),
  identity: model.text().unique(),
  name: model.text().searchable(),
  folded_name: model.text().index(),
  code: model.text().nullable(),
  producer_id: model.text().index().nullable(),
  product_set_slug: model.text().index().nullable(),
  imported_group: model.text().default(""),
  commune_code: model.text().nullable(),
  commune_text: model.text().default(""),
  status: model.enum(["recognised", "council_scored"]),
  source_url: model.text(),
  /** The row as it was last read, for telling "unchanged" from "changed". */
  imported: model.json().nullable(),
  demonstration: model.boolean().default(false),
  recorded_at: model.dateTime(),
});

/** What somebody else wrote of a recognition: words with a link and a date, never a star (ocop §8.1). Append-only; the newest counts. */
export const ReportedRecognition = model.define("reported_recognition", {
  id: model.id({ prefix: "reprec" }).primaryKey(),
  registered_product_id: model.text().index(),
  stars: model.number().nullable(),
  date_earliest: model.text().nullable(),
  date_latest: model.text().nullable(),
  level: model.enum(["B1", "B2", "C"]),
  source_url: model.text(),
  source_title: model.text().nullable(),
  recorded_at: model.dateTime(),
});

import { model } from "@medusajs/framework/utils";

/** A subject of the programme (ocop §6). `kind` is one of the closed list of the import, or unknown. */
export const Producer = model.define("producer", {
  id: model.id({ prefix: "producer" }).primaryKey(),
  name: model.text().searchable(),
  folded_name: model.text().unique(),
  kind: model.text().nullable(),
  commune_code: model.text().nullable(),
  phone: model.text().nullable(),
  address: model.text().nullable(),
  demonstration: model.boolean().default(false),
});

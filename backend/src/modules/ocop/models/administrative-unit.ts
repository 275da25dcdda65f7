import { model } from "@medusajs/framework/utils";

/** Keyed by (code, valid_from): codes are used again. Days are text; an empty `valid_from` is "from before our sources begin". */
export const AdministrativeUnit = model
  .define("administrative_unit", {
    id: model.id({ prefix: "unit" }).primaryKey(),
    code: model.text(),
    name: model.text().searchable(),
    level: model.text(),
    parent_code: model.text().nullable(),
    parent_name: model.text().nullable(),
    valid_from: model.text().default(""),
    valid_to: model.text().nullable(),
    merged_into_code: model.text().nullable(),
    mapping_basis: model.text().nullable(),
  })
  .indexes([{ on: ["code", "valid_from"], unique: true }]);

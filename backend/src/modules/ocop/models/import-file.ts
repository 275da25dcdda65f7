import { model } from "@medusajs/framework/utils";

/** A list that was applied: who brought it, its checksum (SHA-256) and what became of every row. */
export const ImportFile = model.define("import_file", {
  id: model.id({ prefix: "import" }).primaryKey(),
  name: model.text(),
  checksum: model.text().index(),
  importer: model.text(),
  report: model.json(),
  applied_at: model.dateTime(),
});

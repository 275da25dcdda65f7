import { model } from "@medusajs/framework/utils";

/** Append-only: what was seen of a SKU on a channel, and when. Coverage counts from these. */
export const Observation = model.define("channel_observation", {
  id: model.id({ prefix: "chobs" }).primaryKey(),
  account_id: model.text(),
  channel: model.text(),
  listing_id: model.text().index(),
  sku: model.text(),
  variant_id: model.text(),
  title: model.text().nullable(),
  url: model.text().nullable(),
  state: model.text(),
  method: model.text(),
  at: model.dateTime(),
  simulated: model.boolean(),
});

export const SheetFile = model.define("channel_sheet_file", {
  id: model.id({ prefix: "chsheet" }).primaryKey(),
  account_id: model.text().index(),
  kind: model.enum(["listings", "orders"]),
  state: model.enum(["asked", "drafted", "downloaded", "handed-in", "read", "confirmed", "failed"]).default("asked"),
  name: model.text().nullable(),
  media_type: model.text().nullable(),
  base64: model.text().nullable(),
  report: model.json().nullable(),
});

/** What gave up, why, and whose move it is: the list of dead letters. */
export const ChannelProblem = model.define("channel_problem", {
  id: model.id({ prefix: "chprob" }).primaryKey(),
  account_id: model.text().nullable(),
  listing_id: model.text().nullable(),
  order_id: model.text().nullable(),
  purpose: model.text(),
  code: model.text(),
  /** For support, in English. */
  message: model.text(),
  /** For people, in whatever language they ask; rows from before it have the sentence in `message`. */
  says: model.json().nullable(),
  whose: model.enum(["producer", "operator", "department"]).default("operator"),
  resolved_at: model.dateTime().nullable(),
});

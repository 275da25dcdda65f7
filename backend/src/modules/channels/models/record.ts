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
  /** Of a look at a page: what it answered, the bytes it answered with, and why it tells nothing or something else. */
  http_status: model.number().nullable(),
  sha256: model.text().nullable(),
  reason: model.text().nullable(),
  says: model.json().nullable(),
});

/** Append-only: who said that something was done on a channel by hand, when, and with which texts. It counts for nothing. */
export const ChannelProof = model.define("channel_proof", {
  id: model.id({ prefix: "chproof" }).primaryKey(),
  account_id: model.text(),
  listing_id: model.text().index(),
  task: model.text(),
  url: model.text().nullable(),
  note: model.text().nullable(),
  texts: model.json().nullable(),
  wanted_version: model.number(),
  /** The caller's kind and id: `producer_member` or `user`. */
  person_kind: model.text(),
  person_id: model.text(),
  person_name: model.text(),
});

export const SheetFile = model.define("channel_sheet_file", {
  id: model.id({ prefix: "chsheet" }).primaryKey(),
  account_id: model.text().index(),
  kind: model.enum(["listings", "offers", "stock", "orders"]),
  state: model
    .enum(["asked", "drafted", "downloaded", "handed-in", "read", "confirmed", "discarded", "failed"])
    .default("asked"),
  /** Taken from the channel and handed in; else written here, to be carried there. */
  handed_in: model.boolean().default(false),
  name: model.text().nullable(),
  media_type: model.text().nullable(),
  base64: model.text().nullable(),
  /** Of the bytes: the same file again changes nothing. */
  sha256: model.text().nullable(),
  /** When the channel made it, as whoever handed it in says. */
  taken_at: model.dateTime().nullable(),
  /** What a written file holds, row by row, and what the ledger booked for it. */
  contents: model.json().nullable(),
  confirmed_at: model.dateTime().nullable(),
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

import { model } from "@medusajs/framework/utils";

/** Append-only: what the province takes a channel to be from a day on. */
export const ChannelState = model.define("channel_state", {
  id: model.id({ prefix: "chstate" }).primaryKey(),
  channel: model.text().index(),
  state: model.enum(["open", "retired-unconfirmed", "retired"]),
  valid_from: model.text(),
  reason: model.text().default(""),
  recorded_at: model.dateTime(),
});

/** A reading of the coverage rule, its rule as data (ocop §8.2). */
export const CoverageReading = model.define("coverage_reading", {
  id: model.id({ prefix: "covread" }).primaryKey(),
  key: model.text().index(),
  valid_from: model.text(),
  valid_to: model.text().nullable(),
  rule: model.json(),
  in_use: model.boolean().default(false),
  recorded_at: model.dateTime(),
});

/** How many days an observation stays fresh, by the way it was made; the newest row for a way counts. */
export const CoverageSetting = model.define("coverage_setting", {
  id: model.id({ prefix: "covset" }).primaryKey(),
  way: model.enum(["api", "page", "sheet"]),
  days: model.number(),
  valid_from: model.text(),
  recorded_at: model.dateTime(),
});

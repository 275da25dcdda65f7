import { model } from "@medusajs/framework/utils";

/** How long things took in truth, one row an account and setting (sync-protocol §6). */
export const ChannelMeasure = model
  .define("channel_measure", {
    id: model.id({ prefix: "chmeas" }).primaryKey(),
    account_id: model.text(),
    setting: model.text(),
    count: model.number().default(0),
    longest_ms: model.number().default(0),
    /** How many took up to 2^n milliseconds, by n. */
    buckets: model.json(),
  })
  .indexes([{ on: ["account_id", "setting"], unique: true }]);

/** An assumption that did not hold: counted once for what it is about, shown, and never taken back. */
export const ChannelBreach = model
  .define("channel_breach", {
    id: model.id({ prefix: "chbr" }).primaryKey(),
    account_id: model.text(),
    setting: model.text(),
    about: model.text(),
    what: model.json(),
    at: model.dateTime(),
  })
  .indexes([{ on: ["account_id", "setting", "about"], unique: true }]);

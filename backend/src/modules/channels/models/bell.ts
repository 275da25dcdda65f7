import { model } from "@medusajs/framework/utils";

/** A bell that was heard, kept for as long as the same one rings for nothing. */
export const ChannelBell = model
  .define("channel_bell", {
    id: model.id({ prefix: "chbell" }).primaryKey(),
    account_id: model.text(),
    bell_id: model.text(),
    heard_at: model.dateTime(),
  })
  .indexes([{ on: ["account_id", "bell_id"], unique: true }]);

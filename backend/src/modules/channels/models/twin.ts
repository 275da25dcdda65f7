import { model } from "@medusajs/framework/utils";

/** Another product on the account with a SKU of ours; its exposure's `listing_id` is this row's id (sync-protocol §9). */
export const ChannelTwin = model
  .define("channel_twin", {
    id: model.id({ prefix: "chtwin" }).primaryKey(),
    account_id: model.text(),
    listing_id: model.text(),
    sku: model.text(),
    product_id: model.text(),
    variant_id: model.text().default(""),
    ours: model.boolean(),
    hidden_at: model.dateTime().nullable(),
    removed_at: model.dateTime().nullable(),
    asked: model.boolean().default(false),
  })
  .indexes([{ on: ["account_id", "product_id", "variant_id"], unique: true }]);

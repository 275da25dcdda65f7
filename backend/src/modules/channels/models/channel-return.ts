import { model } from "@medusajs/framework/utils";

/** Goods on their way back, as the channel tells it. Nothing moves before a person has received them (sync-protocol §11). */
export const ChannelReturn = model
  .define("channel_return", {
    id: model.id({ prefix: "chret" }).primaryKey(),
    account_id: model.text(),
    return_id: model.text(),
    order_id: model.text(),
    state: model.text(),
    changed_at: model.dateTime(),
    lines: model.json(),
  })
  .indexes([{ on: ["account_id", "return_id"], unique: true }]);

/** Received once for each return and line; food is often not fit to be sold again. */
export const ChannelReturnReceipt = model
  .define("channel_return_receipt", {
    id: model.id({ prefix: "chrec" }).primaryKey(),
    channel_return_id: model.text(),
    line_id: model.text(),
    quantity: model.number(),
    resaleable: model.boolean(),
    received_by: model.text(),
  })
  .indexes([{ on: ["channel_return_id", "line_id"], unique: true }]);

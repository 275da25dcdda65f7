import { model } from "@medusajs/framework/utils";

/** Somebody of a producer who works at the desk. `phone` as `0xxxxxxxxx`: the sign-in name. */
export const ProducerMember = model.define("producer_member", {
  id: model.id({ prefix: "prodmem" }).primaryKey(),
  name: model.text(),
  phone: model.text().unique(),
  producer_id: model.text().index(),
  role: model.enum(["owner", "staff"]).default("staff"),
});

/** Somebody of the department who reads the board. */
export const Officer = model.define("officer", {
  id: model.id({ prefix: "officer" }).primaryKey(),
  name: model.text(),
  phone: model.text().unique(),
  organisation: model.text(),
  role: model.enum(["reader", "recorder"]).default("reader"),
});

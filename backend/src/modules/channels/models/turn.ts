import { model } from "@medusajs/framework/utils";

export const Lease = model.define("channel_lease", {
  /** account:lane */
  id: model.text().primaryKey(),
  turn_id: model.text(),
  until: model.dateTime(),
});

export const Turn = model.define("channel_turn", {
  id: model.id({ prefix: "chturn" }).primaryKey(),
  account_id: model.text().index(),
  purpose: model.text(),
  worker: model.text(),
  lease_id: model.text(),
  /** Which step of the purpose comes next. */
  step: model.number().default(0),
  memory: model.json(),
  orders_read: model.boolean().default(false),
  ended_at: model.dateTime().nullable(),
  /** What its acts met and a repeat may mend; gone when a later turn of the same purpose meets nothing. */
  failed: model.json().nullable(),
  failed_at: model.dateTime().nullable(),
});

/** One thing to do in a turn. Written before it is sent; an outcome is taken once. */
export const Act = model.define("channel_act", {
  id: model.id({ prefix: "chact" }).primaryKey(),
  turn_id: model.text().index(),
  account_id: model.text().index(),
  kind: model.text(),
  payload: model.json(),
  about: model.json(),
  send_before: model.dateTime(),
  outcome: model.json().nullable(),
  settled_at: model.dateTime().nullable(),
});

import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** By what the rooms' own SQL looks rows up; Medusa's indexes leave out what does not ask for deleted_at. */
const paths: readonly (readonly [name: string, on: string])[] = [
  ["channel_act_account_sent", "channel_act (account_id, send_before)"],
  ["channel_act_turn", "channel_act (turn_id)"],
  ["channel_act_settled", "channel_act (settled_at)"],
  ["channel_turn_ended", "channel_turn (ended_at)"],
  ["channel_listing_product", "channel_listing (account_id, listed_product_id)"],
  ["channel_listing_sku", "channel_listing (account_id, upper(sku))"],
  ["channel_exposure_listing", "channel_exposure (listing_id)"],
  ["channel_exposure_part", "channel_exposure_component (exposure_id)"],
  ["channel_exposure_item", "channel_exposure_component (inventory_item_id)"],
  ["channel_stock_hold_key", "channel_stock_hold (key)"],
  ["channel_order_there", "channel_order (account_id, order_id)"],
  ["channel_order_waiting", "channel_order (account_id, changed_at) where imported_state is distinct from state"],
  ["channel_order_line_order", "channel_order_line (channel_order_id)"],
  ["channel_order_line_listing", "channel_order_line (listing_id)"],
  ["channel_command_order", "channel_command (account_id, order_id)"],
  ["channel_problem_open_account", "channel_problem (account_id, purpose) where resolved_at is null"],
  ["channel_problem_open_order", "channel_problem (order_id) where resolved_at is null"],
  ["channel_observation_last", "channel_observation (listing_id, at desc)"],
];

export class Migration20261126040000ChannelPaths extends Migration {
  override async up(): Promise<void> {
    for (const [name, on] of paths) this.addSql(`create index if not exists "PATH_${name}" on ${on};`);
  }

  override async down(): Promise<void> {
    for (const [name] of paths) this.addSql(`drop index if exists "PATH_${name}";`);
  }
}

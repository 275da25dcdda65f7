import { Migration } from "@medusajs/framework/mikro-orm/migrations";

const columns = [
  ["channel_account", "kind_doubted_at", "timestamptz null"],
  ["channel_listing", "strict_obstacle", "text null"],
  ["channel_exposure", "doubted", "boolean not null default false"],
  ["channel_exposure", "alone", "boolean not null default false"],
  ["channel_exposure", "why", "text null"],
  ["channel_exposure", "look_asked_at", "timestamptz null"],
  ["channel_exposure", "zeroed_at", "timestamptz null"],
  ["channel_exposure", "negative_since", "timestamptz null"],
  ["channel_stock_component", "strict_below", "integer null"],
  ["channel_stock_component", "buffer", "jsonb null"],
] as const;

export class Migration20261125140000ChannelStock extends Migration {
  override async up(): Promise<void> {
    for (const [table, column, type] of columns)
      this.addSql(`alter table ${table} add column if not exists ${column} ${type};`);
  }

  override async down(): Promise<void> {
    for (const [table, column] of columns) this.addSql(`alter table ${table} drop column if exists ${column};`);
  }
}

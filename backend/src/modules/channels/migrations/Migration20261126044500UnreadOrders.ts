import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261126044500UnreadOrders extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      'create table if not exists "channel_unread_order" ("id" text not null, "account_id" text not null, "order_id" text not null, "may_contain" jsonb null, "asked_at" timestamptz not null, "closed_at" timestamptz null, "closed_by" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "channel_unread_order_pkey" primary key ("id"));',
    );
    this.addSql(
      'create unique index if not exists "IDX_channel_unread_order_account_id_order_id_unique" on "channel_unread_order" ("account_id", "order_id") where deleted_at is null;',
    );
    this.addSql(
      'create index if not exists "IDX_channel_unread_order_deleted_at" on "channel_unread_order" ("deleted_at") where deleted_at is null;',
    );
    this.addSql(
      'create index if not exists "PATH_channel_unread_order_open" on channel_unread_order (account_id) where closed_at is null;',
    );
  }

  override async down(): Promise<void> {
    this.addSql('drop table if exists "channel_unread_order";');
  }
}

import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261125190000ChannelTwins extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "channel_twin" ("id" text not null, "account_id" text not null, "listing_id" text not null, "sku" text not null, "product_id" text not null, "variant_id" text not null default '', "ours" boolean not null, "hidden_at" timestamptz null, "removed_at" timestamptz null, "asked" boolean not null default false, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "channel_twin_pkey" primary key ("id"));`,
    );
    this.addSql(
      'create unique index if not exists "IDX_channel_twin_account_id_product_id_variant_id_unique" on "channel_twin" ("account_id", "product_id", "variant_id") where deleted_at is null;',
    );
    this.addSql(
      'create index if not exists "IDX_channel_twin_deleted_at" on "channel_twin" ("deleted_at") where deleted_at is null;',
    );
    this.addSql("alter table channel_order_line add column if not exists twin_id text null;");
  }

  override async down(): Promise<void> {
    this.addSql('drop table if exists "channel_twin";');
    this.addSql("alter table channel_order_line drop column if exists twin_id;");
  }
}

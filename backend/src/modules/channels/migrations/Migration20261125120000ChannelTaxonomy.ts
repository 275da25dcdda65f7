import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261125120000ChannelTaxonomy extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "channel_taxonomy" ("id" text not null, "account_id" text not null, "part" text not null, "category_id" text not null default '', "body" jsonb not null, "read_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "channel_taxonomy_pkey" primary key ("id"));`,
    );
    this.addSql(
      `create unique index if not exists "IDX_channel_taxonomy_account_id_part_category_id_unique" on "channel_taxonomy" ("account_id", "part", "category_id") where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_channel_taxonomy_deleted_at" on "channel_taxonomy" ("deleted_at") where deleted_at is null;`,
    );
    this.addSql(`alter table channel_account add column if not exists bells_cursor text null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "channel_taxonomy";`);
    this.addSql(`alter table channel_account drop column if exists bells_cursor;`);
  }
}

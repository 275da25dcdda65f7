import { Migration } from "@medusajs/framework/mikro-orm/migrations";

const dated =
  '"created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null';

export class Migration20261125180000ChannelMeasures extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "channel_measure" ("id" text not null, "account_id" text not null, "setting" text not null, "count" integer not null default 0, "longest_ms" integer not null default 0, "buckets" jsonb not null, ${dated}, constraint "channel_measure_pkey" primary key ("id"));`,
    );
    this.addSql(
      'create unique index if not exists "IDX_channel_measure_account_id_setting_unique" on "channel_measure" ("account_id", "setting") where deleted_at is null;',
    );
    this.addSql(
      'create index if not exists "IDX_channel_measure_deleted_at" on "channel_measure" ("deleted_at") where deleted_at is null;',
    );
    this.addSql(
      `create table if not exists "channel_breach" ("id" text not null, "account_id" text not null, "setting" text not null, "about" text not null, "what" jsonb not null, "at" timestamptz not null, ${dated}, constraint "channel_breach_pkey" primary key ("id"));`,
    );
    this.addSql(
      'create unique index if not exists "IDX_channel_breach_account_id_setting_about_unique" on "channel_breach" ("account_id", "setting", "about") where deleted_at is null;',
    );
    this.addSql(
      'create index if not exists "IDX_channel_breach_deleted_at" on "channel_breach" ("deleted_at") where deleted_at is null;',
    );
    for (const [column, type] of [
      ["assumptions", "jsonb"],
      ["widened", "jsonb"],
      ["widened_at", "timestamptz"],
      ["covered_from", "timestamptz"],
    ])
      this.addSql(`alter table channel_account add column if not exists ${column} ${type} null;`);
  }

  override async down(): Promise<void> {
    this.addSql('drop table if exists "channel_measure";');
    this.addSql('drop table if exists "channel_breach";');
    for (const column of ["assumptions", "widened", "widened_at", "covered_from"])
      this.addSql(`alter table channel_account drop column if exists ${column};`);
  }
}

import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261126001500ChannelBells extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      'create table if not exists "channel_bell" ("id" text not null, "account_id" text not null, "bell_id" text not null, "heard_at" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "channel_bell_pkey" primary key ("id"));',
    );
    this.addSql(
      'create unique index if not exists "IDX_channel_bell_account_id_bell_id_unique" on "channel_bell" ("account_id", "bell_id") where deleted_at is null;',
    );
    this.addSql(
      'create index if not exists "IDX_channel_bell_deleted_at" on "channel_bell" ("deleted_at") where deleted_at is null;',
    );
    this.addSql('create index if not exists "IDX_channel_bell_heard_at" on "channel_bell" ("heard_at");');
  }

  override async down(): Promise<void> {
    this.addSql('drop table if exists "channel_bell";');
  }
}

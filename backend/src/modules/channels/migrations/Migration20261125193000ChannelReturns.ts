import { Migration } from "@medusajs/framework/mikro-orm/migrations";

const dated =
  '"created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null';

export class Migration20261125193000ChannelReturns extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "channel_return" ("id" text not null, "account_id" text not null, "return_id" text not null, "order_id" text not null, "state" text not null, "changed_at" timestamptz not null, "lines" jsonb not null, ${dated}, constraint "channel_return_pkey" primary key ("id"));`,
    );
    this.addSql(
      'create unique index if not exists "IDX_channel_return_account_id_return_id_unique" on "channel_return" ("account_id", "return_id") where deleted_at is null;',
    );
    this.addSql(
      'create index if not exists "IDX_channel_return_deleted_at" on "channel_return" ("deleted_at") where deleted_at is null;',
    );
    this.addSql(
      `create table if not exists "channel_return_receipt" ("id" text not null, "channel_return_id" text not null, "line_id" text not null, "quantity" integer not null, "resaleable" boolean not null, "received_by" text not null, ${dated}, constraint "channel_return_receipt_pkey" primary key ("id"));`,
    );
    this.addSql(
      'create unique index if not exists "IDX_channel_return_receipt_channel_return_id_line_id_unique" on "channel_return_receipt" ("channel_return_id", "line_id") where deleted_at is null;',
    );
    this.addSql(
      'create index if not exists "IDX_channel_return_receipt_deleted_at" on "channel_return_receipt" ("deleted_at") where deleted_at is null;',
    );
    this.addSql("alter table channel_account add column if not exists returns_read_until timestamptz null;");
    this.addSql("alter table channel_order add column if not exists asked_at timestamptz null;");
  }

  override async down(): Promise<void> {
    this.addSql('drop table if exists "channel_return";');
    this.addSql('drop table if exists "channel_return_receipt";');
    this.addSql("alter table channel_account drop column if exists returns_read_until;");
    this.addSql("alter table channel_order drop column if exists asked_at;");
  }
}

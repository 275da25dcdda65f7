import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261125130000ObservationEvidence extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      "alter table channel_observation add column if not exists http_status integer null, add column if not exists sha256 text null, add column if not exists reason text null, add column if not exists says jsonb null;",
    );
    this.addSql(
      "alter table channel_listing add column if not exists page_looked_at timestamptz null, add column if not exists page_look jsonb null;",
    );
    this.addSql(
      `create index if not exists "IDX_channel_listing_url" on "channel_listing" ("url") where deleted_at is null and url is not null;`,
    );
    this.addSql(
      `create table if not exists "channel_proof" ("id" text not null, "account_id" text not null, "listing_id" text not null, "task" text not null, "url" text null, "note" text null, "texts" jsonb null, "wanted_version" integer not null, "person_kind" text not null, "person_id" text not null, "person_name" text not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "channel_proof_pkey" primary key ("id"));`,
    );
    this.addSql(
      `create index if not exists "IDX_channel_proof_listing_id" on "channel_proof" ("listing_id") where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_channel_proof_deleted_at" on "channel_proof" ("deleted_at") where deleted_at is null;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "channel_proof";`);
    this.addSql(`drop index if exists "IDX_channel_listing_url";`);
    this.addSql("alter table channel_listing drop column if exists page_looked_at, drop column if exists page_look;");
    this.addSql(
      "alter table channel_observation drop column if exists http_status, drop column if exists sha256, drop column if exists reason, drop column if exists says;",
    );
  }
}

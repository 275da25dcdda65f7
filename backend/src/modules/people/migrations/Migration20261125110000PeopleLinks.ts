import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261125110000PeopleLinks extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "person_link" ("id" text not null, "actor" text check ("actor" in ('producer_member', 'officer')) not null, "person_id" text not null, "kind" text check ("kind" in ('invitation', 'reset')) not null, "made_by" text not null, "expires_at" timestamptz not null, "used_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "person_link_pkey" primary key ("id"));`,
    );
    this.addSql(
      `create index if not exists "IDX_person_link_person_id" on "person_link" ("person_id") where deleted_at is null;`,
    );
    this.addSql(
      `create index if not exists "IDX_person_link_deleted_at" on "person_link" ("deleted_at") where deleted_at is null;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "person_link";`);
  }
}

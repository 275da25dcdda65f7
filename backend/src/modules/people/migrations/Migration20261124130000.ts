import { Migration } from "@medusajs/framework/mikro-orm/migrations";

const person = (name: string, fields: string) => [
  `create table if not exists "${name}" ("id" text not null, "name" text not null, "phone" text not null, ${fields}, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "${name}_pkey" primary key ("id"));`,
  `create unique index if not exists "IDX_${name}_phone_unique" on "${name}" ("phone") where deleted_at is null;`,
  `create index if not exists "IDX_${name}_deleted_at" on "${name}" ("deleted_at") where deleted_at is null;`,
];

export class Migration20261124130000 extends Migration {
  override async up(): Promise<void> {
    for (const statement of [
      ...person(
        "producer_member",
        `"producer_id" text not null, "role" text check ("role" in ('owner', 'staff')) not null default 'staff'`,
      ),
      `create index if not exists "IDX_producer_member_producer_id" on "producer_member" ("producer_id") where deleted_at is null;`,
      ...person(
        "officer",
        `"organisation" text not null, "role" text check ("role" in ('reader', 'recorder')) not null default 'reader'`,
      ),
    ])
      this.addSql(statement);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "producer_member";`);
    this.addSql(`drop table if exists "officer";`);
  }
}

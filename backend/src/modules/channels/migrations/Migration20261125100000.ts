import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261125100000 extends Migration {
  override async up(): Promise<void> {
    this.addSql("alter table channel_order add column if not exists listed_by text null;");
  }

  override async down(): Promise<void> {
    this.addSql("alter table channel_order drop column if exists listed_by;");
  }
}

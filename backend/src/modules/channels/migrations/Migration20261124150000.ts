import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261124150000 extends Migration {
  override async up(): Promise<void> {
    this.addSql("alter table channel_account add column if not exists access_stored_at timestamptz null;");
  }

  override async down(): Promise<void> {
    this.addSql("alter table channel_account drop column if exists access_stored_at;");
  }
}

import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261125160000ChannelAccess extends Migration {
  override async up(): Promise<void> {
    this.addSql("alter table channel_account add column if not exists access_previous_encrypted text null;");
    this.addSql("alter table channel_account add column if not exists access_pending_generation integer null;");
  }

  override async down(): Promise<void> {
    this.addSql("alter table channel_account drop column if exists access_previous_encrypted;");
    this.addSql("alter table channel_account drop column if exists access_pending_generation;");
  }
}

import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261125170000ListingDrift extends Migration {
  override async up(): Promise<void> {
    this.addSql("alter table channel_listing add column if not exists field_owners jsonb null;");
    this.addSql("alter table channel_listing add column if not exists drift jsonb null;");
  }

  override async down(): Promise<void> {
    this.addSql("alter table channel_listing drop column if exists field_owners;");
    this.addSql("alter table channel_listing drop column if exists drift;");
  }
}

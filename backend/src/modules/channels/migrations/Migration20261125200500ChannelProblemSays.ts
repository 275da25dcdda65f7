import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261125200500ChannelProblemSays extends Migration {
  override async up(): Promise<void> {
    this.addSql("alter table channel_problem add column if not exists says jsonb null;");
  }

  override async down(): Promise<void> {
    this.addSql("alter table channel_problem drop column if exists says;");
  }
}

import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261125150000ChannelCommands extends Migration {
  override async up(): Promise<void> {
    this.addSql("alter table channel_command add column if not exists attempts integer not null default 0;");
    this.addSql("alter table channel_command add column if not exists needs_person boolean not null default false;");
  }

  override async down(): Promise<void> {
    this.addSql("alter table channel_command drop column if exists attempts;");
    this.addSql("alter table channel_command drop column if exists needs_person;");
  }
}

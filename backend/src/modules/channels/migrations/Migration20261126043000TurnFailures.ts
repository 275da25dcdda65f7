import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261126043000TurnFailures extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      'alter table if exists "channel_turn" add column if not exists "failed" jsonb null, add column if not exists "failed_at" timestamptz null;',
    );
    this.addSql(
      'create index if not exists "PATH_channel_turn_open" on channel_turn (account_id, purpose) where failed is not null or ended_at is null;',
    );
    this.addSql('create index if not exists "PATH_channel_turn_newest" on channel_turn (account_id, created_at);');
  }

  override async down(): Promise<void> {
    this.addSql('drop index if exists "PATH_channel_turn_open";');
    this.addSql('drop index if exists "PATH_channel_turn_newest";');
    this.addSql('alter table if exists "channel_turn" drop column if exists "failed", drop column if exists "failed_at";');
  }
}

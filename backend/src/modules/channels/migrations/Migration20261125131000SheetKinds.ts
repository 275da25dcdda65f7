import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261125131000SheetKinds extends Migration {
  override async up(): Promise<void> {
    this.addSql("alter table channel_sheet_file drop constraint if exists channel_sheet_file_kind_check;");
    this.addSql(
      "alter table channel_sheet_file add constraint channel_sheet_file_kind_check check (kind in ('listings', 'offers', 'stock', 'orders'));",
    );
    this.addSql("alter table channel_sheet_file drop constraint if exists channel_sheet_file_state_check;");
    this.addSql(
      "alter table channel_sheet_file add constraint channel_sheet_file_state_check check (state in ('asked', 'drafted', 'downloaded', 'handed-in', 'read', 'confirmed', 'discarded', 'failed'));",
    );
    this.addSql(
      "alter table channel_sheet_file add column if not exists handed_in boolean not null default false, add column if not exists sha256 text null, add column if not exists taken_at timestamptz null, add column if not exists contents jsonb null, add column if not exists confirmed_at timestamptz null;",
    );
    this.addSql("update channel_sheet_file set handed_in = true where kind = 'orders';");
    this.addSql(
      "update channel_sheet_file set sha256 = encode(sha256(decode(base64, 'base64')), 'hex') where sha256 is null and base64 is not null;",
    );
  }

  override async down(): Promise<void> {
    this.addSql(
      "alter table channel_sheet_file drop column if exists handed_in, drop column if exists sha256, drop column if exists taken_at, drop column if exists contents, drop column if exists confirmed_at;",
    );
  }
}

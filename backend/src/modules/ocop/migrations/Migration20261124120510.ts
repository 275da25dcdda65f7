import { Migration } from "@medusajs/framework/mikro-orm/migrations";

const day = (column: string) => `check ("${column}" ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')`;
const dayText = (column: string) => `"${column}" text not null ${day(column)}`;
const maybeDay = (column: string) => `"${column}" text null ${day(column)}`;
const recorded = `"recorded_at" timestamptz not null`;
const oneOf = (column: string, values: readonly string[], more = "") =>
  `"${column}" text check ("${column}" in (${values.map((value) => `'${value}'`).join(", ")})) not null${more}`;

const tables: Readonly<Record<string, readonly string[]>> = {
  administrative_unit: [
    `"code" text not null`,
    `"name" text not null`,
    `"level" text not null`,
    `"parent_code" text null`,
    `"parent_name" text null`,
    `"valid_from" text not null default '' check ("valid_from" ~ '^([0-9]{4}-[0-9]{2}-[0-9]{2})?$')`,
    maybeDay("valid_to"),
    `"merged_into_code" text null`,
    `"mapping_basis" text null`,
  ],
  product_set: [
    `"slug" text not null`,
    `"number" integer not null`,
    `"name" text not null`,
    `"group_name" text not null`,
    `"sector_slug" text not null`,
    `"sector_name" text not null`,
    `"managing_agency" text null`,
  ],
  set_assignment: [`"registered_product_id" text not null`, `"product_set_slug" text null`, dayText("valid_from"), recorded],
  producer: [
    `"name" text not null`,
    `"folded_name" text not null`,
    `"kind" text null`,
    `"commune_code" text null`,
    `"phone" text null`,
    `"address" text null`,
    `"demonstration" boolean not null default false`,
  ],
  registered_product: [
    `"identity" text not null`,
    `"name" text not null`,
    `"folded_name" text not null`,
    `"code" text null`,
    `"producer_id" text null`,
    `"product_set_slug" text null`,
    `"imported_group" text not null default ''`,
    `"commune_code" text null`,
    `"commune_text" text not null default ''`,
    oneOf("status", ["recognised", "council_scored"]),
    `"source_url" text not null`,
    `"imported" jsonb null`,
    `"demonstration" boolean not null default false`,
    recorded,
  ],
  reported_recognition: [
    `"registered_product_id" text not null`,
    `"stars" integer null`,
    maybeDay("date_earliest"),
    maybeDay("date_latest"),
    oneOf("level", ["B1", "B2", "C"]),
    `"source_url" text not null`,
    `"source_title" text null`,
    recorded,
  ],
  certificate: [
    `"registered_product_id" text not null`,
    `"decision_number" text not null`,
    dayText("decision_date"),
    oneOf("issuing_level", ["district", "province", "ministry"]),
    oneOf("legal_basis", ["1048", "148", "148+1489", "26/2026"]),
    `"stars" integer not null check ("stars" between 3 and 5)`,
    dayText("valid_from"),
    dayText("valid_to"),
    oneOf("evidence_level", ["A"], " default 'A'"),
    `"source_url" text null`,
    `"supersedes" text null`,
    `"simulated" boolean not null default false`,
    recorded,
  ],
  certificate_event: [
    `"certificate_id" text not null`,
    oneOf("kind", ["revoked", "extended"]),
    dayText("day"),
    maybeDay("until"),
    `"reason" text not null`,
    `"recorded_by" text not null`,
    recorded,
  ],
  import_file: [
    `"name" text not null`,
    `"checksum" text not null`,
    `"importer" text not null`,
    `"report" jsonb not null`,
    `"applied_at" timestamptz not null`,
  ],
  channel_state: [
    `"channel" text not null`,
    oneOf("state", ["open", "retired-unconfirmed", "retired"]),
    dayText("valid_from"),
    `"reason" text not null default ''`,
    recorded,
  ],
  coverage_reading: [
    `"key" text not null`,
    dayText("valid_from"),
    maybeDay("valid_to"),
    `"rule" jsonb not null`,
    `"in_use" boolean not null default false`,
    recorded,
  ],
  coverage_setting: [oneOf("way", ["api", "page", "sheet"]), `"days" integer not null`, dayText("valid_from"), recorded],
};

const unique: readonly (readonly [string, string])[] = [
  ["administrative_unit", "code, valid_from"],
  ["product_set", "slug"],
  ["producer", "folded_name"],
  ["registered_product", "identity"],
  ["certificate", "registered_product_id, decision_number"],
];
const indexes: readonly (readonly [string, string])[] = [
  ["set_assignment", "registered_product_id"],
  ["registered_product", "folded_name"],
  ["registered_product", "producer_id"],
  ["registered_product", "product_set_slug"],
  ["reported_recognition", "registered_product_id"],
  ["certificate", "registered_product_id"],
  ["certificate_event", "certificate_id"],
  ["import_file", "checksum"],
  ["channel_state", "channel"],
  ["coverage_reading", "key"],
];

/** Medusa keeps the migrations of all modules in one table by name, so no other may be called so. */
export class Migration20261124120510 extends Migration {
  override async up(): Promise<void> {
    for (const [table, columns] of Object.entries(tables)) {
      this.addSql(
        `create table if not exists "${table}" ("id" text not null, ${columns.join(", ")}, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "${table}_pkey" primary key ("id"));`,
      );
      this.addSql(
        `create index if not exists "IDX_${table}_deleted_at" on "${table}" ("deleted_at") where deleted_at is null;`,
      );
    }
    for (const [kind, list] of [
      ["unique index", unique],
      ["index", indexes],
    ] as const) {
      for (const [table, columns] of list) {
        const name = `IDX_${table}_${columns.replaceAll(", ", "_")}${kind === "index" ? "" : "_unique"}`;
        this.addSql(`create ${kind} if not exists "${name}" on "${table}" (${columns}) where deleted_at is null;`);
      }
    }
  }

  override async down(): Promise<void> {
    for (const table of Object.keys(tables)) this.addSql(`drop table if exists "${table}" cascade;`);
  }
}

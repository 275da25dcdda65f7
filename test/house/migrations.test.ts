import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const modules = fileURLToPath(new URL("../../backend/src/modules", import.meta.url));

/** Those that have landed, by the first bytes of their SHA-256. Data folders have run them: a change is a new migration. */
const landed: Readonly<Record<string, string>> = {
  Migration20261124120000: "652b2e21d0c56280",
  Migration20261124120510: "4af8b903a4a39c22",
  Migration20261124130000: "e97cbcf9bddfb8a7",
  Migration20261124150000: "958c9294b445547f",
  Migration20261125100000: "37eb341cd68cb606",
  Migration20261125110000PeopleLinks: "6e36876b0b9ba556",
  Migration20261125120000ChannelTaxonomy: "eda66ed968e04f85",
  Migration20261125130000ObservationEvidence: "89733939b63e2931",
  Migration20261125131000SheetKinds: "18aa137e3c4259bd",
  Migration20261125140000ChannelStock: "4209df7816d498ee",
  Migration20261125150000ChannelCommands: "d3f76a12d8b9f27d",
  Migration20261125160000ChannelAccess: "5d7ae09cd2fe409a",
  Migration20261125170000ListingDrift: "9a39b05cf0dd97d9",
  Migration20261125180000ChannelMeasures: "ad816d764c930033",
  Migration20261125190000ChannelTwins: "dd8d1fe2ada7f33f",
  Migration20261125193000ChannelReturns: "328df6b54c510235",
  Migration20261125200500ChannelProblemSays: "6b77700a7dd20618",
  Migration20261126001500ChannelBells: "c1c2525136ca5b3d",
  Migration20261126040000ChannelPaths: "88b3d4e30a0de4b0",
  Migration20261126043000TurnFailures: "775309285cfef816",
  Migration20261126044500UnreadOrders: "961c13f43b1b7195",
};

const all = readdirSync(modules)
  .map((name) => join(modules, name, "migrations"))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder).map((file) => ({ name: file.replace(/\.ts$/, ""), text: readFileSync(join(folder, file), "utf8") })),
  )
  .filter(({ name }) => name.startsWith("Migration"));

it("no landed migration is edited, and each new one is written down here when it lands", () => {
  const found = all.map(({ name, text }) => [name, createHash("sha256").update(text).digest("hex").slice(0, 16)]);
  expect(Object.fromEntries(found)).toEqual(landed);
});

it("each has a name of its own, its class the same: Medusa keeps the names of all modules in one table", () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  for (const { name, text } of all) expect(text).toContain(`export class ${name} extends`);
});

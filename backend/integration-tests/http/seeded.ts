import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { MedusaContainer } from "@medusajs/framework/types";
import seed from "../../src/scripts/seed";

export const password = "mat-khau-thu-1";

/** The real data and the demonstration, as a first start loads them. */
export async function loadSeed(container: MedusaContainer): Promise<{ publishableKey: string; regionId: string }> {
  const output = path.join(mkdtempSync(path.join(tmpdir(), "seed-")), "wiring.json");
  Object.assign(process.env, {
    DATA_DIR: path.join(__dirname, "../../local/data"),
    SEED_OUTPUT: output,
    DEMO: "1",
    DEMO_PASSWORD: password,
    MARKETPLACES_URL: "http://127.0.0.1:4010",
    SHOPEE_PARTNER_ID: "2000001",
    SHOPEE_PARTNER_KEY: "a-key-of-the-tests",
    SHOPEE_PUSH_URL: "http://localhost:9000/webhooks/shopee",
  });
  await seed({ container });
  return JSON.parse(readFileSync(output, "utf8"));
}

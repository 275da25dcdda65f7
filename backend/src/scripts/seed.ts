import { readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ExecArgs } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { OCOP_MODULE } from "../modules/ocop";
import { dayAt } from "../modules/ocop/day";
import { loadDemonstration, loadReferenceData } from "../modules/ocop/first-load";
import type OcopModuleService from "../modules/ocop/service";
import { importRegisteredProductsWorkflow } from "../workflows/import-registered-products";
import { seedAccounts } from "./seed/accounts";
import { seedCommerce } from "./seed/commerce";
import { readDemonstration } from "./seed/demonstration-data";
import { seedGoods } from "./seed/goods";
import { seedOperator, seedPeople } from "./seed/people";
import { readSeedSettings } from "./seed/settings";

/**
 * First load of an installation. Every part looks before it makes, so that a run that was cut off is simply run again; the
 * wiring file is written last and says that all of it is there.
 */
export default async function seed({ container }: Pick<ExecArgs, "container">): Promise<void> {
  const settings = readSeedSettings(process.env);
  const log = container.resolve(ContainerRegistrationKeys.LOGGER);
  const ocop = container.resolve<OcopModuleService>(OCOP_MODULE);

  const commerce = await seedCommerce(container);
  log.info("seed: region, sales channels, shipping and key are there");
  const reference = await loadReferenceData(ocop, settings.DATA_DIR);
  log.info(`seed: ${JSON.stringify(reference)}`);
  const name = "ocop-products-hung-yen.csv";
  const base64 = readFileSync(path.join(settings.DATA_DIR, name)).toString("base64");
  const { result } = await importRegisteredProductsWorkflow(container).run({
    input: { name, base64, importer: "first load", apply: true },
  });
  log.info(`seed: ${name} ${JSON.stringify(result.counts)}`);

  const { OPERATOR_EMAIL: email, OPERATOR_PASSWORD: password } = settings;
  if (email && password) await seedOperator(container, email, password);

  if (settings.demonstration) {
    const now = new Date();
    const { producer_id: producerId } = await loadDemonstration(ocop, dayAt(now), now);
    const goods = await seedGoods(container, ocop, commerce, readDemonstration(settings.DATA_DIR));
    log.info(`seed: ${goods.made} goods made`);
    if (goods.unmatched.length) log.warn(`seed: nothing registered answers to ${goods.unmatched.join(", ")}`);
    await seedPeople(container, producerId, settings.demonstration.DEMO_PASSWORD);
    const accounts = await seedAccounts(container, producerId, settings.demonstration);
    log.info(`seed: ${accounts} accounts made`);
  }
  const wiring = {
    demonstration: settings.demonstration !== undefined,
    publishableKey: commerce.publishableKey,
    regionId: commerce.regionId,
  };
  writeFileSync(`${settings.SEED_OUTPUT}.new`, JSON.stringify(wiring, null, 2), { mode: 0o600 });
  renameSync(`${settings.SEED_OUTPUT}.new`, settings.SEED_OUTPUT);
}

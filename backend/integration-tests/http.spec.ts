import { WorkflowScheduler } from "@medusajs/framework/orchestration";
import { medusaIntegrationTestRunner } from "@medusajs/test-utils";
import pg from "pg";
import { closeRing } from "../src/ring";
import type { Backend } from "./backend";
import assisted from "./http/assisted";
import bells from "./http/bells";
import openOnlyToTheirCallers from "./http/callers";
import certificateClock from "./http/certificate-clock";
import channels from "./http/channels";
import deadLetters from "./http/dead-letters";
import department from "./http/department";
import deskChoices from "./http/desk-choices";
import operation from "./http/operation";
import people from "./http/people";
import producer from "./http/producer";
import seed from "./http/seed";
import shop from "./http/shop";
import texts from "./http/texts";

const suites: readonly (readonly [string, (backend: Backend) => void])[] = [
  ["channels kept by hand", assisted],
  ["bells", bells],
  ["callers", openOnlyToTheirCallers],
  ["the certificates' clock", certificateClock],
  ["channels", channels],
  ["dead letters", deadLetters],
  ["the department", department],
  ["the desk's choices", deskChoices],
  ["operation", operation],
  ["people", people],
  ["the producer's desk", producer],
  ["the seed", seed],
  ["the shop", shop],
  ["texts", texts],
];

// One backend for all of them: it takes ten seconds to come up, which is more than most of them take.
medusaIntegrationTestRunner({
  inApp: true,
  env: {},
  testSuite: (backend) => {
    // What runs by the clock would now and then run amid a test.
    beforeAll(() => new WorkflowScheduler().clear());
    for (const [name, suite] of suites)
      describe(name, () => {
        afterAll(dropQueues);
        suite(backend);
      });
  },
});

/** They lie in the run's own database, and others count on their absence. */
async function dropQueues(): Promise<void> {
  await closeRing();
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  await client.query("drop schema if exists bullmq cascade");
  await client.end();
}

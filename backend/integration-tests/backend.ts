import { medusaIntegrationTestRunner } from "@medusajs/test-utils";

/** The product as it serves, and its database, which is put back before each test. */
export type Backend = Parameters<Parameters<typeof medusaIntegrationTestRunner>[0]["testSuite"]>[0];

// Medusa's runners name a module's database by this: files side by side must not share one.
process.env.JEST_WORKER_ID = process.env.VITEST_POOL_ID ?? "1";

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: ["test/simulation/*.simulation.ts"],
    pool: "forks",
    fileParallelism: false,
    testTimeout: 600_000,
  },
});

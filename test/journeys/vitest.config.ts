import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  ssr: { resolve: { conditions: ["workspace", "channels", "node"] } },
  test: {
    include: ["test/{journeys,chaos}/*.journey.ts"],
    pool: "forks",
    fileParallelism: false,
    // A later step stands on what an earlier one did.
    bail: 1,
    testTimeout: 120_000,
    hookTimeout: 420_000,
  },
});

import { defineConfig } from "vitest/config";

export default defineConfig({
  ssr: { resolve: { conditions: ["workspace", "node"] } },
  test: {
    include: ["integration-tests/*.spec.ts", "src/**/__tests__/*.spec.ts"],
    globals: true,
    pool: "forks",
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    globalSetup: ["./integration-tests/postgres.mts"],
    execArgv: ["--import", "tsx", "--conditions=workspace"],
    server: { deps: { external: [/\/(connectors|jobs|node_modules)\//, /\/backend\/src\/(?!.*__tests__)/] } },
    env: {
      NODE_ENV: "test",
      MEDUSA_DISABLE_TELEMETRY: "true",
      DISABLE_MEDUSA_ADMIN: "true",
      JWT_SECRET: "only-for-tests-and-long-enough-for-them",
      COOKIE_SECRET: "only-for-tests-and-long-enough-for-them",
      CREDENTIAL_KEY: "test:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
      WORKER_TOKEN: "only-for-tests-and-long-enough-for-them",
      PUBLIC_URL: "http://localhost:9000",
      STOREFRONT_URL: "http://localhost:3000",
      ASSUMPTIONS: "demonstration",
      LOG_LEVEL: "error",
    },
  },
});

import path from "node:path";
import type { ProcessPlan } from "./processes.mts";
import type { Secrets } from "./secrets.mts";
import type { LocalSettings } from "./settings.mts";

/** What the processes of one product on one machine have in common. */
export interface Launch {
  readonly settings: LocalSettings;
  readonly secrets: Secrets;
  readonly databaseUrl: string;
  readonly demonstration: boolean;
}

const serverFolder = ({ settings }: Launch): string => path.join(settings.root, "backend/.medusa/server");
const medusaProgram = ({ settings }: Launch): string => path.join(settings.root, "node_modules/@medusajs/cli/dist/index.js");
export const wiringFile = ({ localDir }: LocalSettings): string => path.join(localDir, "wiring.json");

export function marketplacesPlan({ settings, secrets }: Launch): ProcessPlan {
  return {
    name: "marketplaces",
    command: [process.execPath, "--import", "tsx", "test/marketplaces/serve.ts"],
    cwd: settings.root,
    environment: {
      MARKETPLACES_PORT: String(settings.ports.marketplaces),
      STATE_DIR: path.join(settings.localDir, "marketplaces"),
      SHOPEE_PARTNER_ID: secrets.shopeePartnerId,
      SHOPEE_PARTNER_KEY: secrets.shopeePartnerKey,
      SHOPEE_PUSH_URL: `http://localhost:${settings.ports.backend}/webhooks/shopee`,
    },
  };
}

export function backendPlan(launch: Launch): ProcessPlan {
  return {
    name: "backend",
    command: [process.execPath, medusaProgram(launch), "start"],
    cwd: serverFolder(launch),
    restart: true,
    environment: backendEnvironment(launch),
  };
}

/** One command of Medusa's own, over the same database and settings as the backend. */
export function medusaPlan(launch: Launch, words: readonly string[]): ProcessPlan {
  return {
    name: `medusa ${words[0]}`,
    command: [process.execPath, medusaProgram(launch), ...words],
    cwd: serverFolder(launch),
    environment: backendEnvironment(launch),
  };
}

export function workersPlan({ settings, secrets, databaseUrl, demonstration }: Launch): ProcessPlan {
  return {
    name: "workers",
    command: [process.execPath, "jobs/dist/main.js"],
    cwd: settings.root,
    restart: true,
    environment: {
      NODE_ENV: "production",
      BACKEND_URL: `http://127.0.0.1:${settings.ports.backend}`,
      WORKER_TOKEN: secrets.workerToken,
      DATABASE_URL: databaseUrl,
      REDIS_URL: settings.redisUrl,
      PACE: settings.pace ?? (demonstration ? "demonstration" : "production"),
    },
  };
}

function backendEnvironment(launch: Launch): Record<string, string | undefined> {
  const { settings, secrets, databaseUrl, demonstration } = launch;
  const { ports } = settings;
  const storefront = `http://localhost:${ports.storefront}`;
  const publicUrl = `http://localhost:${ports.backend}`;
  return {
    NODE_ENV: "production",
    MEDUSA_DISABLE_TELEMETRY: "true",
    // Without a line for every request: the workers alone ask several times a second.
    LOG_LEVEL: process.env.LOG_LEVEL ?? "info",
    PORT: String(ports.backend),
    HOST: process.env.HOST ?? "127.0.0.1",
    DATABASE_URL: databaseUrl,
    REDIS_URL: settings.redisUrl,
    JWT_SECRET: secrets.jwt,
    COOKIE_SECRET: secrets.cookie,
    CREDENTIAL_KEY: secrets.credentialKey,
    WORKER_TOKEN: secrets.workerToken,
    PUBLIC_URL: publicUrl,
    STOREFRONT_URL: storefront,
    STORE_CORS: storefront,
    ADMIN_CORS: publicUrl,
    AUTH_CORS: `${publicUrl},${storefront}`,
    ASSUMPTIONS: demonstration ? "demonstration" : undefined,
    DATA_DIR: path.join(settings.root, "backend/local/data"),
    SEED_OUTPUT: wiringFile(settings),
    DEMO: demonstration ? "1" : "0",
    DEMO_PASSWORD: secrets.demonstrationPassword,
    MARKETPLACES_URL: `http://127.0.0.1:${ports.marketplaces}`,
    SHOPEE_PARTNER_ID: secrets.shopeePartnerId,
    SHOPEE_PARTNER_KEY: secrets.shopeePartnerKey,
    SHOPEE_PUSH_URL: `${publicUrl}/webhooks/shopee`,
  };
}

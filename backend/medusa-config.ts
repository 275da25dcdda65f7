import { defineConfig } from "@medusajs/framework/utils";
import { readSettings } from "./src/settings";

const settings = readSettings();
const redisUrl = settings.REDIS_URL;
const auth = {
  resolve: "@medusajs/medusa/auth",
  options: { providers: [{ resolve: "@medusajs/medusa/auth-emailpass", id: "emailpass" }] },
};

/** Redis carries events, workflows, locks and the cache when it is there; else Postgres locks and the rest is this process's. */
const infrastructure = redisUrl
  ? [
      { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl } },
      { resolve: "@medusajs/medusa/workflow-engine-redis", options: { redis: { redisUrl } } },
      {
        resolve: "@medusajs/medusa/locking",
        options: {
          providers: [{ resolve: "./src/modules/redis-locks", id: "locking-redis", is_default: true, options: { redisUrl } }],
        },
      },
      {
        resolve: "@medusajs/medusa/caching",
        options: {
          providers: [
            { resolve: "@medusajs/medusa/caching-redis", id: "caching-redis", is_default: true, options: { redisUrl } },
          ],
        },
      },
    ]
  : [
      {
        resolve: "@medusajs/medusa/locking",
        options: { providers: [{ resolve: "@medusajs/medusa/locking-postgres", id: "locking-postgres", is_default: true }] },
      },
      { resolve: "@medusajs/medusa/caching", options: { in_memory: { enable: true } } },
    ];

/** Medusa's own screens and ours are Vietnamese for whoever has not chosen another language in the profile. */
const vietnameseFirst = {
  name: "vietnamese-first",
  transformIndexHtml: () => [{ tag: "script", injectTo: "head-prepend" as const, children: 'localStorage.lng ??= "vi";' }],
};

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: settings.DATABASE_URL,
    databaseDriverOptions: { connection: { ssl: false }, pool: { min: 2, max: 20 } },
    ...(redisUrl ? { redisUrl } : {}),
    // Over plain http a Secure cookie is dropped, and every reload of the admin would be signed out.
    ...(settings.PUBLIC_URL.startsWith("https:") ? {} : { cookieOptions: { secure: false, sameSite: "lax" as const } }),
    http: {
      storeCors: settings.STORE_CORS ?? settings.STOREFRONT_URL,
      adminCors: settings.ADMIN_CORS ?? settings.PUBLIC_URL,
      authCors: settings.AUTH_CORS ?? `${settings.PUBLIC_URL},${settings.STOREFRONT_URL}`,
      jwtSecret: settings.JWT_SECRET,
      cookieSecret: settings.COOKIE_SECRET,
      authMethodsPerActor: {
        user: ["emailpass"],
        customer: ["emailpass"],
        producer_member: ["emailpass"],
        officer: ["emailpass"],
      },
    },
  },
  featureFlags: { caching: true },
  admin: {
    disable: process.env.DISABLE_MEDUSA_ADMIN === "true",
    vite: () => ({ plugins: [vietnameseFirst] }),
  },
  modules: [
    { resolve: "./src/modules/people" },
    { resolve: "./src/modules/ocop" },
    { resolve: "./src/modules/channels" },
    auth,
    {
      resolve: "@medusajs/medusa/tax",
      options: { providers: [{ resolve: "./src/modules/vat", id: "vat" }] },
    },
    ...infrastructure,
  ],
});

import { z } from "zod";

export const settingsSchema = z.object({
  /** Where the Medusa backend answers. */
  BACKEND_URL: z.url(),
  PUBLISHABLE_KEY: z.string().min(1),
  REGION_ID: z.string().min(1),
  /** Signs the cookies; two values separated by a comma while one is being replaced, the first signs. */
  SESSION_SECRET: z.string().min(16),
  /** The address people type when TLS ends at a proxy, such as https://ocop.example.vn. */
  PUBLIC_ORIGIN: z.url().optional(),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
});

/** The settings, each checked; the error names every one that is missing or malformed. */
export function readSettings(environment: NodeJS.ProcessEnv) {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const result = settingsSchema.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The storefront cannot start, its settings are not right:\n${problems.join("\n")}`);
}

export const settings = readSettings(process.env);
/** Browsers keep a `Secure` cookie only over TLS, which a laptop does not have. */
export const overTls = settings.PUBLIC_ORIGIN?.startsWith("https:") ?? false;
export const cookieSecrets = settings.SESSION_SECRET.split(",");

/** Where people reach the shop, for addresses that must be whole. */
export function publicOrigin(request: Request): string {
  return settings.PUBLIC_ORIGIN ? new URL(settings.PUBLIC_ORIGIN).origin : new URL(request.url).origin;
}

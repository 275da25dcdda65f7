import { z } from "@medusajs/framework/zod";

const text = z
  .string()
  .trim()
  .optional()
  .transform((value) => value || undefined);
const secret = z.string().min(16, "needs at least 16 characters");

const keySchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]+:[A-Za-z0-9+/=]+$/, "needs the form id:base64")
  .transform((value) => {
    const at = value.indexOf(":");
    return { id: value.slice(0, at), key: Buffer.from(value.slice(at + 1), "base64") };
  })
  .refine(({ key }) => key.length === 32, "needs 32 bytes in base64");

export const settingsSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  REDIS_URL: text.pipe(z.url({ protocol: /^rediss?$/ }).optional()),
  JWT_SECRET: secret,
  COOKIE_SECRET: secret,
  /** Several may be given, separated by commas: the first writes, all read. */
  CREDENTIAL_KEY: z
    .string()
    .transform((value) => value.split(",").map((each) => each.trim()))
    .pipe(z.array(keySchema).min(1)),
  WORKER_TOKEN: secret,
  PUBLIC_URL: z.url(),
  STOREFRONT_URL: z.url(),
  STORE_CORS: text,
  ADMIN_CORS: text,
  AUTH_CORS: text,
  /** 1: an installation for showing, where links to simulated marketplaces may stand on the shop's pages, marked as such. */
  DEMO: z.enum(["0", "1"]).default("0"),
  ASSUMPTIONS: z.enum(["start", "demonstration"]).default("start"),
  /** What Prometheus shows for /metrics; absent: nobody gets in. */
  METRICS_TOKEN: text.pipe(secret.optional()),
  /** Where traces go, by OTLP over HTTP; absent: none are made. */
  OTEL_EXPORTER_OTLP_ENDPOINT: text.pipe(z.url({ protocol: /^https?$/ }).optional()),
  SHOPEE_PUSH_URL: text.pipe(z.url().optional()),
});
export type Settings = z.infer<typeof settingsSchema>;

let read: Settings | undefined;

/** Throws an Error of one line that names every setting that is missing or malformed. Read once a process. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  if (read) return read;
  const checked = settingsSchema.safeParse(environment);
  if (!checked.success) {
    const wrong = checked.error.issues.map((issue) =>
      environment[String(issue.path[0])] === undefined
        ? `${String(issue.path[0])} is missing`
        : `${issue.path.join(".")} ${issue.message}`,
    );
    throw new Error(`Settings of the backend: ${wrong.join("; ")}`);
  }
  read = checked.data;
  return read;
}

import path from "node:path";
import { z } from "@medusajs/framework/zod";

const port = (otherwise: number) => z.coerce.number().int().min(1).max(65_535).default(otherwise);
const text = z
  .string()
  .trim()
  .optional()
  .transform((value) => value || undefined);

const localSettingsSchema = z.object({
  STOREFRONT_PORT: port(3000),
  BACKEND_PORT: port(9000),
  MARKETPLACES_PORT: port(4010),
  LOCAL_DIR: z.string().default(".local"),
  DATABASE_URL: text.pipe(z.url({ protocol: /^postgres(ql)?$/ }).optional()),
  REDIS_URL: text.pipe(z.url({ protocol: /^rediss?$/ }).optional()),
  PACE: z.enum(["demonstration", "production"]).optional(),
  PRODUCT_ROOT: z.string(),
  PRODUCT_STOOD: z.string(),
  PRODUCT_BEGAN: z.coerce.number(),
});

export interface LocalSettings {
  readonly root: string;
  readonly stood: string;
  readonly began: number;
  readonly localDir: string;
  readonly ports: { readonly storefront: number; readonly backend: number; readonly marketplaces: number };
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly pace: "demonstration" | "production" | undefined;
}

/** Throws an Error of one line that names every setting that is wrong. */
export function readLocalSettings(environment: NodeJS.ProcessEnv): LocalSettings {
  const read = localSettingsSchema.safeParse(environment);
  if (!read.success) {
    const wrong = read.error.issues.map((issue) => `${issue.path.join(".")} (${issue.message})`);
    throw new Error(`Setting not usable: ${wrong.join(", ")}`);
  }
  const { data } = read;
  return {
    root: data.PRODUCT_ROOT,
    stood: data.PRODUCT_STOOD,
    began: data.PRODUCT_BEGAN,
    localDir: path.resolve(data.PRODUCT_ROOT, data.LOCAL_DIR),
    ports: { storefront: data.STOREFRONT_PORT, backend: data.BACKEND_PORT, marketplaces: data.MARKETPLACES_PORT },
    databaseUrl: data.DATABASE_URL,
    redisUrl: data.REDIS_URL,
    pace: data.PACE,
  };
}

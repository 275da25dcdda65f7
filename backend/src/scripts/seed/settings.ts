import { z } from "@medusajs/framework/zod";

const always = z.object({
  DATA_DIR: z.string().min(1),
  SEED_OUTPUT: z.string().min(1),
  DEMO: z.enum(["0", "1"]).default("0"),
  /** The first operator of an installation without demonstration data. */
  OPERATOR_EMAIL: z.email().optional(),
  OPERATOR_PASSWORD: z.string().min(8, "needs at least 8 characters").optional(),
});
const demonstration = z.object({
  DEMO_PASSWORD: z.string().min(8),
  MARKETPLACES_URL: z.url(),
  SHOPEE_PARTNER_ID: z.string().regex(/^\d+$/),
  SHOPEE_PARTNER_KEY: z.string().min(1),
  SHOPEE_PUSH_URL: z.url(),
});

export type SeedSettings = z.infer<typeof always> & { demonstration: z.infer<typeof demonstration> | undefined };

/** Throws an Error of one line that names every setting that is missing or malformed. */
export function readSeedSettings(environment: NodeJS.ProcessEnv): SeedSettings {
  const base = always.safeParse(environment);
  const more = environment.DEMO === "1" ? demonstration.safeParse(environment) : undefined;
  const issues = [...(base.error?.issues ?? []), ...(more?.error?.issues ?? [])];
  if (issues.length || !base.data)
    throw new Error(
      `Settings of the seed: ${issues.map((issue) => `${issue.path.join(".")} ${environment[issue.path.join(".")] === undefined ? "is missing" : issue.message}`).join("; ")}`,
    );
  return { ...base.data, demonstration: more?.data };
}

import { z } from "zod";

const text = z
  .string()
  .trim()
  .optional()
  .transform((value) => value || undefined);

export const environmentSchema = z.object({
  BACKEND_URL: z.url(),
  WORKER_TOKEN: z.string().min(16, "needs at least 16 characters"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  REDIS_URL: text.pipe(z.url({ protocol: /^rediss?$/ }).optional()),
  PACE: z.enum(["production", "demonstration"]).default("production"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  /** Where health and metrics are asked for; nothing listens without a port. */
  WORKER_HEALTH_PORT: text.pipe(z.coerce.number<string>().int().min(0).max(65_535).optional()),
  HOST: text.pipe(z.string().default("127.0.0.1")),
  /** 1: /metrics on that port, for Prometheus. */
  METRICS: z.enum(["0", "1"]).default("0"),
  /** Where traces go, by OTLP over HTTP; absent: none are made. */
  OTEL_EXPORTER_OTLP_ENDPOINT: text.pipe(z.url({ protocol: /^https?$/ }).optional()),
});
export type Environment = z.infer<typeof environmentSchema>;

/** Throws an Error of one line that names every setting that is missing or malformed. */
export function readEnvironment(environment: NodeJS.ProcessEnv): Environment {
  const read = environmentSchema.safeParse(environment);
  if (read.success) return read.data;
  const wrong = read.error.issues.map((issue) => {
    const name = issue.path.join(".");
    return environment[name] === undefined ? `${name} is missing` : `${name} ${issue.message}`;
  });
  throw new Error(`Settings of the workers: ${wrong.join("; ")}`);
}

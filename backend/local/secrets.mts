import { randomBytes, randomInt } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { z } from "@medusajs/framework/zod";

const secretsSchema = z.object({
  jwt: z.string(),
  cookie: z.string(),
  session: z.string(),
  /** `id:base64`, the form of CREDENTIAL_KEY. */
  credentialKey: z.string(),
  workerToken: z.string(),
  demonstrationPassword: z.string(),
  shopeePartnerId: z.string(),
  shopeePartnerKey: z.string(),
});
export type Secrets = z.infer<typeof secretsSchema>;

/** One 0600 file, made on the first start; with it and the database's folder the whole local state can be carried away. */
export function readSecrets(localDir: string): Secrets {
  const file = path.join(localDir, "secrets.json");
  if (fs.existsSync(file)) {
    const read = secretsSchema.safeParse(JSON.parse(fs.readFileSync(file, "utf8")));
    if (read.success) return read.data;
    throw new Error(
      `${file} lacks ${read.error.issues.map((issue) => issue.path.join(".")).join(", ")}; restore it from a backup.`,
    );
  }
  const secret = (bytes: number) => randomBytes(bytes).toString("base64url");
  const fresh: Secrets = {
    jwt: secret(32),
    cookie: secret(32),
    session: secret(32),
    credentialKey: `local1:${randomBytes(32).toString("base64")}`,
    workerToken: secret(32),
    demonstrationPassword: secret(9),
    shopeePartnerId: String(randomInt(2_000_000, 2_999_999)),
    shopeePartnerKey: `shpk${randomBytes(30).toString("hex")}`,
  };
  fs.mkdirSync(localDir, { recursive: true, mode: 0o700 });
  // Written whole or not at all: half a key file would lose every account's credentials.
  fs.writeFileSync(`${file}.new`, JSON.stringify(fresh, null, 2), { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
  return fresh;
}

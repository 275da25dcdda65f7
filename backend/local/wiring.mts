import fs from "node:fs";
import { z } from "@medusajs/framework/zod";

const wiringSchema = z.object({
  demonstration: z.boolean(),
  publishableKey: z.string(),
  regionId: z.string(),
});
export type Wiring = z.infer<typeof wiringSchema>;

/** What the seed made and other processes need; undefined when it has not run, or did not finish. */
export function readWiring(file: string): Wiring | undefined {
  if (!fs.existsSync(file)) return undefined;
  const read = wiringSchema.safeParse(JSON.parse(fs.readFileSync(file, "utf8")));
  return read.success ? read.data : undefined;
}

import { MedusaError } from "@medusajs/framework/utils";
import type { z } from "@medusajs/framework/zod";
import { generalTexts } from "../text/general";
import { fromMessage } from "../text/in-message";
import { Refusal } from "../text/refusal";

/** What a request says, or the answer 400 with every field that is wrong. */
export function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new Refusal(
    MedusaError.Types.INVALID_DATA,
    read.error.issues.map(({ path, message }) => ({
      ...(fromMessage(message) ?? generalTexts.say("as-written", { sentence: message })),
      ...(path.length ? { field: path.join(".") } : {}),
    })),
  );
}

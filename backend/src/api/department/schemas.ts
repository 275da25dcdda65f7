import { z } from "@medusajs/framework/zod";
import { dayAt } from "../../modules/ocop/day";
import { boardTexts } from "../../text/board";
import { inMessage } from "../../text/in-message";

const validDay = z.string().refine(
  (day) => {
    const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : undefined;
    return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
  },
  inMessage(boardTexts.say("day")),
);

const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((value) => value === "1");

export const coverageQuerySchema = z.object({
  day: validDay.default(() => dayAt(new Date())),
  reading: z.string().max(40).optional(),
  simulated: flag,
  /** recorded: as it was known by the end of that day; corrected: with what was recorded since. */
  view: z.enum(["recorded", "corrected"]).default("recorded"),
});

export const coverageListQuerySchema = coverageQuerySchema.extend({
  column: z.enum(["official", "reported"]).default("official"),
  part: z.enum(["goods", "services", "all"]).default("all"),
  met: z.enum(["yes", "no", "all"]).default("all"),
  channel: z.string().max(40).optional(),
  retired: z.enum(["as-written", "left-out"]).default("as-written"),
  format: z.enum(["json", "xlsx", "csv"]).default("json"),
});

export const productQuerySchema = z.object({ day: validDay.default(() => dayAt(new Date())) });
export const certificateQuerySchema = z.object({ q: z.string().max(200).default(""), simulated: flag });
export const revokeSchema = z.strictObject({ day: validDay, reason: z.string().trim().min(5).max(1_000) });

import { z } from "@medusajs/framework/zod";
import { instantSchema } from "connectors/contract";
import { writtenKinds } from "../../modules/channels/sheet-turns";
import { deskTexts } from "../../text/desk";
import { inMessage } from "../../text/in-message";

export const changeSchema = z
  .strictObject({
    price: z
      .int(inMessage(deskTexts.say("price-whole")))
      .min(1_000, inMessage(deskTexts.say("price-least")))
      .max(1_000_000_000, inMessage(deskTexts.say("price-most")))
      .optional(),
    stock: z
      .int(inMessage(deskTexts.say("stock-whole")))
      .min(0, inMessage(deskTexts.say("stock-least")))
      .max(1_000_000, inMessage(deskTexts.say("stock-most")))
      .optional(),
  })
  .refine(({ price, stock }) => price !== undefined || stock !== undefined, inMessage(deskTexts.say("price-or-stock")));
export const publishSchema = z.strictObject({ account_id: z.string(), live: z.boolean().default(true) });
export const askSheetSchema = z.strictObject({ account_id: z.string(), kind: z.enum(writtenKinds).default("listings") });
export const handInSchema = z.strictObject({
  account_id: z.string(),
  name: z.string().trim().min(1).max(200),
  base64: z.base64(inMessage(deskTexts.say("file-unreadable"))).max(28_000_000, inMessage(deskTexts.say("file-too-large"))),
  /** When it was taken from the channel. */
  taken_at: instantSchema.refine((at) => !Number.isNaN(Date.parse(at)), inMessage(deskTexts.say("taken-at"))).optional(),
});
export const proofSchema = z.strictObject({
  url: z
    .string()
    .max(2_000, inMessage(deskTexts.say("address-long")))
    .optional(),
  note: z
    .string()
    .max(500, inMessage(deskTexts.say("note-long")))
    .optional(),
  /** Of the task as it was shown. */
  version: z.int(),
});
export const shareSchema = z.strictObject({
  /** None: no stock file for it. */
  units: z
    .int(inMessage(deskTexts.say("share-least")))
    .min(0, inMessage(deskTexts.say("share-least")))
    .max(1_000_000, inMessage(deskTexts.say("stock-most")))
    .nullable(),
});
const units = z
  .int(inMessage(deskTexts.say("rules-whole")))
  .min(0, inMessage(deskTexts.say("rules-whole")))
  .max(100_000, inMessage(deskTexts.say("rules-most")));
export const stockRulesSchema = z.strictObject({
  allowance: units,
  /** With fewer left nothing may be oversold; none: that never changes. */
  strict_below: units.nullable(),
  buffer: z.strictObject({
    units,
    basis_points: z
      .int(inMessage(deskTexts.say("rules-share")))
      .min(0, inMessage(deskTexts.say("rules-share")))
      .max(10_000, inMessage(deskTexts.say("rules-share"))),
    at_least: units,
    /** As many as were sold in the last hour. */
    turnover: z.boolean(),
  }),
});
export const resolveSchema = z.strictObject({ field: z.enum(["title", "price"]), take: z.enum(["ours", "theirs"]) });
const owner = z.enum(["ours", "theirs", "ask"]).optional();
export const ownersSchema = z.strictObject({ title: owner, description: owner, price: owner });
export const receiveSchema = z.strictObject({
  line_id: z.string(),
  quantity: z.int().min(1).max(100_000),
  /** Fit to be sold again. */
  resaleable: z.boolean(),
});

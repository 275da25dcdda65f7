import { z } from "zod";
import { textSchema } from "./text.ts";

/** Something that could not be read or would be refused: a text that says what is wrong and what to do next, and where it is. */
export const problemSchema = textSchema.extend({
  field: z.string().optional(),
  /** 1-based row of a sheet, or the channel's id of the thing that could not be read. */
  row: z.union([z.int(), z.string()]).optional(),
  /** Document and section the rule comes from. */
  source: z.string().optional(),
  /** Of an order: product ids and seller SKUs of all that may be in it; left out where that cannot be told (sync-protocol §4). */
  mayContain: z.array(z.string()).optional(),
  raw: z.unknown().optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** What was read, and what could not be: one bad row never hides the good ones. */
export interface Reading<Item> {
  readonly items: readonly Item[];
  readonly problems: readonly Problem[];
}
export interface Page<Item> extends Reading<Item> {
  readonly nextCursor?: string;
}

import { z } from "zod";

/** Something that could not be read or would be refused. `message` is Vietnamese and says what to do next. */
export const problemSchema = z.object({
  code: z.string(),
  message: z.string(),
  field: z.string().optional(),
  /** 1-based row of a sheet, or the channel's id of the thing that could not be read. */
  row: z.union([z.int(), z.string()]).optional(),
  /** Document and section the rule comes from. */
  source: z.string().optional(),
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

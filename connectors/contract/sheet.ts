import { z } from "zod";
import { type Instant, instantSchema } from "./instant.ts";
import type { Problem } from "./problem.ts";

/** A file a person carries. Bytes are the whole file. */
export interface SheetFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** When the channel made it, as the person who hands it in says; a file of numbers may not tell. */
  readonly takenAt?: Instant | undefined;
}

/** A file of ours, and the rows that were left out of it. */
export interface WrittenSheet extends SheetFile {
  readonly problems: readonly Problem[];
}

/** The same file inside JSON. */
export const sheetFileTextSchema = z.object({
  name: z.string(),
  mediaType: z.string(),
  base64: z.base64(),
  takenAt: instantSchema.optional(),
});
export type SheetFileText = z.infer<typeof sheetFileTextSchema>;

export const sheetFileToText = (file: SheetFile): SheetFileText => ({
  name: file.name,
  mediaType: file.mediaType,
  base64: Buffer.from(file.bytes).toString("base64"),
  ...(file.takenAt ? { takenAt: file.takenAt } : {}),
});
export const sheetFileFromText = (text: SheetFileText): SheetFile => ({
  name: text.name,
  mediaType: text.mediaType,
  bytes: new Uint8Array(Buffer.from(text.base64, "base64")),
  ...(text.takenAt ? { takenAt: text.takenAt } : {}),
});

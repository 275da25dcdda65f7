import { z } from "zod";

/** A file a person carries. Bytes are the whole file. */
export interface SheetFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** The same file inside JSON. */
export const sheetFileTextSchema = z.object({ name: z.string(), mediaType: z.string(), base64: z.base64() });
export type SheetFileText = z.infer<typeof sheetFileTextSchema>;

export const sheetFileToText = (file: SheetFile): SheetFileText => ({
  name: file.name,
  mediaType: file.mediaType,
  base64: Buffer.from(file.bytes).toString("base64"),
});
export const sheetFileFromText = (text: SheetFileText): SheetFile => ({
  name: text.name,
  mediaType: text.mediaType,
  bytes: new Uint8Array(Buffer.from(text.base64, "base64")),
});

import { type Language, textSchema } from "connectors/contract";
import { textIn } from "../text";

/** `message` is for whoever asks; a row without a text holds only what was written then. */
export function problemView<Problem extends { says: unknown; message: string }>(
  { says, ...problem }: Problem,
  language: Language,
) {
  const text = textSchema.safeParse(says);
  return text.success ? { ...problem, message: textIn(text.data, language) } : problem;
}

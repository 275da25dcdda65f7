import { z } from "zod";

const saidSchema = z.object({ message: z.string(), code: z.string().nullish() });

/** The words of the schema library, which the backend passes on as they are. */
const notForPeople = "general.as-written";

/**
 * The backend's words for people, when it has any: Medusa's own messages are English and written for programmers. Ours come
 * with the code of a catalogue (`shop.short`), or bear Vietnamese letters.
 */
export function sentence(body: unknown): string | undefined {
  const { message, code } = saidSchema.safeParse(body).data ?? {};
  const ours =
    (code !== notForPeople && /^[a-z-]+\.[\w.-]+$/.test(code ?? "")) ||
    /[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ]/i.test(message ?? "");
  return ours ? message : undefined;
}

/** Medusa's own no to a cart that asks for more than there is. */
export const isNotEnough = (body: unknown): boolean => saidSchema.safeParse(body).data?.code === "insufficient_inventory";

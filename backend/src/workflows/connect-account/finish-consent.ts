import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { channelsOf } from "../../channels-of";
import { ringFor } from "../../ring";

/** Takes what a consent page sent back, once, for the person who began it and nobody else; a worker exchanges it. */
export async function finishConsent(
  container: MedusaContainer,
  asked: { channel: string; session: string; query: Readonly<Record<string, string>> },
): Promise<void> {
  const { state = "", ...brought } = asked.query;
  const taken = await channelsOf(container).takeConsent({ ...asked, state, query: brought });
  if (!taken)
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "Liên kết này đã dùng rồi hoặc đã hết hạn. Hãy quay lại trang gian hàng và bấm “Kết nối” lần nữa.",
    );
  await ringFor("refresh-access", taken.accountId);
}

import { getI18n, useTranslation } from "react-i18next";
import { en } from "./en";
import { type Texts, vi } from "./vi";

export type { Texts };
export type Language = "vi" | "en";

/** One switch for the whole admin, in its profile: Vietnamese is our pages' own; for any other, English as Medusa itself does. */
const languageOf = (admin: string | undefined): Language => (admin === undefined || admin.startsWith("vi") ? "vi" : "en");

/** For questions to the backend, which are asked outside of what is drawn. */
export const languageNow = (): Language => languageOf(getI18n()?.language);

export function useTexts(): { texts: Texts; at: (instant: string) => string } {
  const language = languageOf(useTranslation().i18n.language);
  const locale = language === "vi" ? "vi-VN" : "en-GB";
  return {
    texts: language === "vi" ? vi : en,
    at: (instant) => new Date(instant).toLocaleString(locale, { timeZone: "Asia/Ho_Chi_Minh" }),
  };
}

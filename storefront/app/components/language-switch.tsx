import { useLocation } from "react-router";
import { type Language, languageNames } from "../text/texts.ts";
import { useLanguage, useTexts } from "../text/use-texts.ts";

const languages = Object.keys(languageNames) as Language[];

/** A plain form: the page is loaded anew, since the browser holds the catalogue of one language. */
export function LanguageSwitch() {
  const now = useLanguage();
  const { common } = useTexts();
  const { pathname, search } = useLocation();
  return (
    <form
      method="post"
      action="/ngon-ngu"
      aria-label={common.language.label}
      className="-mx-2 flex flex-wrap items-center gap-2"
    >
      <input type="hidden" name="next" value={pathname + search} />
      {languages.map((language) => (
        <button
          key={language}
          type="submit"
          name="language"
          value={language}
          lang={language}
          className={`min-h-11 cursor-pointer px-2 text-sm ${language === now ? "font-semibold text-ink" : "link"}`}
          aria-current={language === now ? "true" : undefined}
        >
          {languageNames[language]}
        </button>
      ))}
    </form>
  );
}

import { useRouteLoaderData } from "react-router";
import { type Language, languageIn, type Texts, textsIn } from "./texts.ts";

/** Works under an error boundary too. */
export function useLanguage(): Language {
  return languageIn(useRouteLoaderData("root"));
}

export function useTexts(): Texts {
  return textsIn(useLanguage());
}

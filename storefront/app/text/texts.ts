import { common } from "./vi/common.ts";
import type { vi } from "./vi/index.ts";

/** Each language by its own name, which is the same in every catalogue. */
export const languageNames = { vi: "Tiếng Việt", en: "English" } as const;
export type Language = keyof typeof languageNames;

type Kept<Leaf> = Leaf extends string
  ? string
  : Leaf extends (params: infer Params) => string
    ? (params: Params) => string
    : { readonly [Key in keyof Leaf]: Kept<Leaf[Key]> };
/** The Vietnamese catalogue is the measure: a key too few or too many in another language is a type error. */
export type Texts = Kept<typeof vi>;

export const usualLanguage: Language = "vi";

const loaded: Record<Language, Partial<Texts>> = { vi: { common }, en: {} };

/**
 * The server holds everything. The browser holds what its page needs: the Vietnamese of an area comes with the area's layout
 * (`routes/_shop.tsx` and so on), English whole, under an English page alone.
 */
export function keepTexts(language: Language, texts: Partial<Texts>): void {
  Object.assign(loaded[language], texts);
}

/** Vietnamese where the catalogue of the language has not been loaded. Ask for no other area's texts than the page's. */
export function textsIn(language: Language): Texts {
  return (loaded[language].common ? loaded[language] : loaded.vi) as Texts;
}

export function readLanguage(text: unknown): Language | undefined {
  return text === "vi" || text === "en" ? text : undefined;
}

/** The word for a code that comes from the backend; the code itself where the catalogue does not know it. */
export function wordOf(words: Readonly<Record<string, string>>, code: string): string {
  return (Object.hasOwn(words, code) ? words[code] : undefined) ?? code;
}

/** The texts for a `meta` function, out of what the root loader said. */
export function textsOf(matches: readonly ({ readonly id: string; readonly loaderData?: unknown } | undefined)[]): Texts {
  return textsIn(languageIn(matches.find((match) => match?.id === "root")?.loaderData));
}

/** The language in the root loader's data; the usual one where there is none, as under an error of the root itself. */
export function languageIn(rootData: unknown): Language {
  const said = typeof rootData === "object" && rootData !== null && "language" in rootData ? rootData.language : undefined;
  return readLanguage(said) ?? usualLanguage;
}

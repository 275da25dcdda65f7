import { AsyncLocalStorage } from "node:async_hooks";
import { overTls } from "./env.server.ts";
import { en } from "./text/en/index.ts";
import { keepTexts, type Language, readLanguage, type Texts, textsIn, usualLanguage } from "./text/texts.ts";
import { vi } from "./text/vi/index.ts";

keepTexts("vi", vi);
keepTexts("en", en);

const cookie = "ngon-ngu";
const seconds = 60 * 60 * 24 * 365;
const asked = new AsyncLocalStorage<Language>();

/** What the person chose; Vietnamese until then, whatever the browser prefers. */
export function languageOf(request: Request): Language {
  const kept = new RegExp(`(?:^|;\\s*)${cookie}=([^;]*)`).exec(request.headers.get("cookie") ?? "")?.[1];
  return readLanguage(kept) ?? usualLanguage;
}

/** The header's value that keeps the choice. */
export function writeLanguageCookie(language: Language): string {
  return `${cookie}=${language}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${overTls ? "; Secure" : ""}`;
}

export function textsFor(request: Request): Texts {
  return textsIn(languageOf(request));
}

/** Everything that happens while `work` runs is done for a person who reads this language. */
export function inLanguageOf<Result>(request: Request, work: () => Result): Result {
  return asked.run(languageOf(request), work);
}

/** The language of the request that is being answered. */
export function languageNow(): Language {
  return asked.getStore() ?? usualLanguage;
}

/** Only a page of this site, so that nobody is led elsewhere by a link that begins here. */
export function pageAfterChoice(next: string): string {
  const here = "http://here.invalid";
  if (!URL.canParse(next, here)) return "/";
  const { origin, pathname, search } = new URL(next, here);
  // `/.//elsewhere` is on this site until its dot is taken out.
  return origin === here && !pathname.startsWith("//") ? pathname + search : "/";
}

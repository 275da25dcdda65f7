import type { PageFacts } from "./page-facts.ts";

export type PageVerdict =
  | { readonly state: "live" | "changed"; readonly title: string }
  | { readonly state: "unreadable"; readonly reason: "no-title" | "says-missing" | "redirected"; readonly title?: string };

/**
 * What an answer of 200 proves. After a redirect only a page with the title we know, or one that calls itself a product's,
 * proves anything: a site sends a dead address to its home or its search as well.
 */
export function pageVerdict(
  facts: PageFacts,
  {
    expected,
    redirected,
    host,
    missingWords,
  }: {
    readonly expected: string | undefined;
    readonly redirected: boolean;
    readonly host: string;
    readonly missingWords: readonly string[];
  },
): PageVerdict {
  const title = facts.productName ?? facts.ogTitle ?? facts.title;
  if (!title) return { state: "unreadable", reason: "no-title" };
  const shown = (text: string | undefined) =>
    text !== undefined && expected !== undefined && isTitle(text, expected, facts, host);
  const same = facts.productName === undefined ? shown(facts.ogTitle ?? facts.title) : shown(facts.productName);
  if (same) return { state: "live", title };
  const says = spelled(title);
  if (!facts.isProduct && missingWords.some((word) => ` ${says} `.includes(` ${spelled(word)} `)))
    return { state: "unreadable", reason: "says-missing", title };
  if (redirected && !facts.isProduct) return { state: "unreadable", reason: "redirected", title };
  return { state: expected === undefined ? "live" : "changed", title };
}

/** Signs and capitals do not count, accents do. */
const spelled = (text: string) =>
  text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** The title alone, or beside the site's own name as sites write it. */
function isTitle(text: string, expected: string, { siteName }: PageFacts, host: string): boolean {
  const wanted = spelled(expected);
  const found = spelled(text);
  if (found === wanted) return true;
  const rest = found.startsWith(`${wanted} `)
    ? found.slice(wanted.length + 1)
    : found.endsWith(` ${wanted}`)
      ? found.slice(0, -wanted.length - 1)
      : undefined;
  if (rest === undefined) return false;
  const site = [spelled(siteName ?? ""), spelled(host.replace(/:\d+$/, "").replace(/^www\./, ""))];
  return site.some((name) => name !== "" && (rest === name || name.split(" ").includes(rest) || rest.startsWith(`${name} `)));
}

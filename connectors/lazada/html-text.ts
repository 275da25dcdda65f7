const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

export const escapeMarkup = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);

/** One paragraph a blank line, one `<br>` a line (DOC:120949 takes HTML). */
export const htmlFromText = (text: string): string =>
  tidy(text)
    .split("\n\n")
    .filter(Boolean)
    .map((paragraph) => `<p>${escapeMarkup(paragraph).replaceAll("\n", "<br>")}</p>`)
    .join("");

/** The words of a description however it is marked up, so that Lazada's own rendering compares with ours. */
export const textFromHtml = (html: string): string =>
  tidy(
    html
      .replace(/\s+/g, " ")
      .replace(/<(script|style)\b[^>]*>.*?<\/\1>/gi, "")
      .replace(/<br\b[^>]*>/gi, "\n")
      .replace(/<\/(p|div|h[1-6]|ul|ol|table)>/gi, "\n\n")
      .replace(/<\/(li|tr)>/gi, "\n")
      .replace(/<\/?[a-z][^>]*>/gi, "")
      .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (entity, decimal?: string, hex?: string, name?: string) =>
        name === undefined ? character(Number.parseInt(decimal ?? hex ?? "", decimal ? 10 : 16)) : (named[name] ?? entity),
      ),
  );

const character = (code: number) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "");

/** Spaces as they are seen: none at the ends of lines, one between words, at most one blank line. */
const tidy = (text: string) =>
  text
    .normalize("NFC")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();

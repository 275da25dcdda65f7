import { escapeMarkup } from "./html-text.ts";

/** A tag's text, or the tags in it; a list repeats its tag. */
export type XmlValue = string | number | { readonly [tag: string]: XmlValue | readonly XmlValue[] };

/** The documented form of what stock, price and deactivation are asked with (lazada §5.1): JSON there is not confirmed. */
export const xmlRequest = (request: XmlValue): string => tag("Request", request);

function tag(name: string, value: XmlValue | readonly XmlValue[]): string {
  if (Array.isArray(value)) return (value as readonly XmlValue[]).map((each) => tag(name, each)).join("");
  const inner =
    typeof value === "object"
      ? Object.entries(value)
          .map(([child, each]) => tag(child, each as XmlValue | readonly XmlValue[]))
          .join("")
      : escapeMarkup(String(value));
  return `<${name}>${inner}</${name}>`;
}

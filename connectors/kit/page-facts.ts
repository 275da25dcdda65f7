import { z } from "zod";

/** What a product's page says of itself. */
export interface PageFacts {
  /** `<title>`. */
  readonly title?: string;
  readonly ogTitle?: string;
  readonly siteName?: string;
  /** Of a JSON-LD Product. */
  readonly productName?: string;
  /** Whole đồng. */
  readonly price?: number;
  /** It calls itself a product's page, in JSON-LD or by og:type. */
  readonly isProduct: boolean;
}

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Of a `title` or `script`: what stands between its tags. */
  readonly content: string;
}

/** Reads what it can of any text in one pass; never throws. */
export function readPageFacts(html: string): PageFacts {
  let title: string | undefined;
  const meta: Record<string, string> = {};
  let product: { name?: string | undefined; price?: number | undefined } | undefined;
  for (const { name, attributes, content } of tagsOf(html)) {
    if (name === "title") title ??= plain(content);
    else if (name === "meta") {
      const key = (attributes.property ?? attributes.name)?.toLowerCase();
      if (key && attributes.content !== undefined) meta[key] ??= plain(attributes.content);
    } else if (/ld\+json/i.test(attributes.type ?? "")) product ??= productOf(content);
  }
  const ogTitle = meta["og:title"];
  const siteName = meta["og:site_name"];
  const price = product?.price ?? priceOf(meta["product:price:amount"], meta["product:price:currency"]);
  return {
    ...(title ? { title } : {}),
    ...(ogTitle ? { ogTitle } : {}),
    ...(siteName ? { siteName } : {}),
    ...(product?.name ? { productName: product.name } : {}),
    ...(price === undefined ? {} : { price }),
    isProduct: product !== undefined || /^(og:)?product(\.|$)/i.test(meta["og:type"] ?? ""),
  };
}

/** The tags that tell something, each looked at once: time grows with the length of the text, whatever is in it. */
function* tagsOf(html: string): Generator<Tag> {
  const lower = html.toLowerCase();
  for (let from = lower.indexOf("<"); from >= 0; ) {
    let next = from + 1;
    if (lower.startsWith("<!--", from)) {
      const end = lower.indexOf("-->", from + 4);
      next = end < 0 ? html.length : end + 3;
    } else {
      const name = /^[a-z]+/.exec(lower.slice(from + 1, from + 12))?.[0] ?? "";
      if (name === "meta" || name === "title" || name === "script" || name === "style") {
        const { attributes, end } = attributesAt(html, from + 1 + name.length);
        next = end;
        let content = "";
        if (name !== "meta") {
          const close = lower.indexOf(`</${name}`, end);
          content = html.slice(end, close < 0 ? html.length : close);
          next = close < 0 ? html.length : close + 1;
        }
        if (name !== "style") yield { name, attributes, content };
      }
    }
    from = lower.indexOf("<", next);
  }
}

const attribute = /([^\s"'<>/=]{1,100})(?:\s{0,20}=\s{0,20}(?:"([^"]{0,4000})"|'([^']{0,4000})'|([^\s"'<>]{1,4000})))?/y;
function attributesAt(html: string, start: number): { attributes: Record<string, string>; end: number } {
  const attributes: Record<string, string> = {};
  let at = start;
  while (at < html.length && html[at] !== ">") {
    attribute.lastIndex = at;
    const [whole, name, ...values] = attribute.exec(html) ?? [];
    if (whole === undefined || name === undefined) {
      at += 1;
      continue;
    }
    attributes[name.toLowerCase()] ??= values.find((value) => value !== undefined) ?? "";
    at += whole.length;
  }
  return { attributes, end: Math.min(html.length, at + 1) };
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
/** As a person sees it: entities are letters, spaces are one. */
function plain(text: string): string {
  return text
    .slice(0, 2_000)
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
      if (code === undefined) return named[name?.toLowerCase() ?? ""] ?? whole;
      return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : "";
    })
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .trim();
}

const offerSchema = z.looseObject({
  price: z.union([z.string(), z.number()]).nullish().catch(undefined),
  lowPrice: z.union([z.string(), z.number()]).nullish().catch(undefined),
  priceCurrency: z.string().nullish().catch(undefined),
});
const typeSchema = z.union([z.string(), z.array(z.string())]);

function productOf(json: string): { name?: string | undefined; price?: number | undefined } | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return undefined;
  }
  const found = findProduct(parsed, 4);
  if (!found) return undefined;
  const offer = offerSchema.safeParse([found.offers].flat()[0]).data;
  return {
    name: typeof found.name === "string" ? plain(found.name) : undefined,
    price: priceOf(offer?.price ?? offer?.lowPrice ?? undefined, offer?.priceCurrency ?? undefined),
  };
}

function findProduct(value: unknown, depth: number): Record<string, unknown> | undefined {
  if (typeof value !== "object" || value === null || depth === 0) return undefined;
  if (Array.isArray(value)) {
    for (const each of value.slice(0, 100)) {
      const found = findProduct(each, depth - 1);
      if (found) return found;
    }
    return undefined;
  }
  const item = value as Record<string, unknown>;
  const type = typeSchema.safeParse(item["@type"]).data;
  if ([type].flat().includes("Product")) return item;
  return findProduct(item["@graph"], depth - 1) ?? findProduct(item.mainEntity, depth - 1);
}

/** Another currency, or a part of a đồng, is no price we know. */
function priceOf(amount: string | number | undefined, currency: string | undefined): number | undefined {
  if (amount === undefined || (currency && currency.toUpperCase() !== "VND")) return undefined;
  const price = typeof amount === "number" ? amount : /^\d{1,15}(\.0+)?$/.test(amount.trim()) ? Number(amount) : Number.NaN;
  return Number.isSafeInteger(price) && price >= 0 ? price : undefined;
}

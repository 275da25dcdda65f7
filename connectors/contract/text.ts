import { z } from "zod";

export const languages = ["vi", "en"] as const;
export type Language = (typeof languages)[number];

/** A sentence for people, not yet in any language: a code of a catalogue and what goes into its places. */
export const textSchema = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
export type Text = z.infer<typeof textSchema>;

type Places<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}` ? Name | Places<Rest> : never;
type Filled<Sentence extends string> = [Places<Sentence>] extends [never]
  ? []
  : [params: Readonly<Record<Places<Sentence>, string | number>>];

/** Sentences by code in each language; `{name}` is a place for a parameter. */
export type Catalogue = Readonly<Record<Language, Readonly<Record<string, string>>>>;

/**
 * A room's sentences under its own prefix: Vietnamese first, English with the same keys. `say` makes a Text and asks for
 * each place of the Vietnamese sentence; `texts.test.ts` asks that the English one has the same places.
 */
export function defineTexts<const Vietnamese extends Readonly<Record<string, string>>>(
  prefix: string,
  vi: Vietnamese,
  en: { readonly [Key in keyof Vietnamese]: string },
): {
  readonly catalogue: Catalogue;
  say<Key extends keyof Vietnamese & string>(this: void, key: Key, ...params: Filled<Vietnamese[Key]>): Text;
} {
  const named = (sentences: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(sentences).map(([key, sentence]) => [`${prefix}.${key}`, sentence]));
  return {
    catalogue: { vi: named(vi), en: named(en) },
    say: (key, ...[params]) => ({ code: `${prefix}.${key}`, ...(params ? { params } : {}) }),
  };
}

/** Undefined for a code that no catalogue has: rows outlive the sentences they were written with. */
export function renderText(
  catalogues: readonly Catalogue[],
  { code, params = {} }: Text,
  language: Language,
): string | undefined {
  const sentence = catalogues.find((each) => Object.hasOwn(each[language], code))?.[language][code];
  return sentence?.replace(/\{(\w+)\}/g, (place, name: string) => readable(params[name]) ?? place);
}

const clockInVietnam = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Ho_Chi_Minh",
  dateStyle: "short",
  timeStyle: "short",
  hourCycle: "h23",
});

/** Kept as ISO 8601, days and instants are read as in Vietnam: `31/01/2026`, `14:05 31/01/2026`. */
function readable(param: string | number | undefined): string | undefined {
  if (typeof param !== "string") return param?.toString();
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(param);
  if (day) return `${day[3]}/${day[2]}/${day[1]}`;
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(param)) return param;
  const [date, time] = clockInVietnam.format(new Date(param)).split(", ");
  return `${time} ${date}`;
}

import { z } from "@medusajs/framework/zod";

/** What an account's settings may say of its channel's pages, whichever channel it is; the channel's own schema has checked them. */
const pageSettingsSchema = z.object({
  /** The hosts that show the channel's products, each with its port where it is not the usual one. */
  pageHosts: z.array(z.string()).min(1).optional().catch(undefined),
  /** Where a seller lists by hand. */
  sellerPage: z.string().optional().catch(undefined),
});

export const pageHostsIn = (settings: unknown): readonly string[] | undefined => pageSettingsSchema.parse(settings).pageHosts;

/** The page to work on: as the account says, else the channel's own front door. */
export function sellerPageIn(settings: unknown): string | undefined {
  const { sellerPage, pageHosts } = pageSettingsSchema.parse(settings);
  const [host] = pageHosts ?? [];
  if (sellerPage || !host) return sellerPage;
  return `${/^(localhost|127\.|\[)/.test(host) ? "http" : "https"}://${host}/`;
}

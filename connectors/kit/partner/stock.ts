import {
  instant,
  type OfferPort,
  type Outside,
  type Problem,
  type StockCounters,
  type StockPort,
} from "../../contract/index.ts";
import type { PartnerClient } from "./client.ts";
import { pushEach } from "./push-each.ts";
import type { PartnerPlan } from "./settings.ts";
import { partnerTexts } from "./texts.ts";
import { doneSchema, ourNames, partnerPageSchema, partnerStockSchema, theirNames } from "./wire.ts";

const batchSize = 20;
const pathOf = ({ paths }: PartnerPlan, sku: string) => paths.listing.replace("{sku}", encodeURIComponent(sku));

export const partnerOffers = (client: PartnerClient, plan: PartnerPlan): OfferPort => ({
  batchSize,
  push: (offers) =>
    pushEach(offers, ({ listed, price }) =>
      client.call(
        "PATCH",
        pathOf(plan, listed.sku),
        { json: theirNames({ price_vnd: price }, plan.names.listing), urgency: "offers" },
        doneSchema,
      ),
    ),
});

export const partnerStock = (client: PartnerClient, plan: PartnerPlan, outside: Outside): StockPort => ({
  kind: plan.stockKind,
  batchSize,
  push: (levels) =>
    pushEach(levels, ({ listed, quantity }) =>
      client.call(
        "PATCH",
        pathOf(plan, listed.sku),
        { json: theirNames({ stock: quantity }, plan.names.listing), urgency: "stock" },
        doneSchema,
      ),
    ),
  async read(listed) {
    const items: StockCounters[] = [];
    const problems: Problem[] = [];
    for (const { sku } of listed) {
      const readBeganAt = instant(outside.now());
      const page = await client.call("GET", plan.paths.stock, { query: { sku }, urgency: "stock" }, partnerPageSchema);
      const rows = page.items.flatMap((row) => partnerStockSchema.safeParse(ourNames(row, plan.names.stock)).data ?? []);
      const [row, ...more] = rows.filter((each) => each.seller_sku === sku);
      if (!row || more.length || row.stock == null) {
        problems.push({ row: sku, ...partnerTexts.say("stock-missing", { sku }) });
        continue;
      }
      items.push({
        sku,
        sellable: row.stock,
        ...(row.total == null ? {} : { total: row.total }),
        ...(row.held == null ? {} : { held: row.held }),
        ...(row.version == null ? {} : { version: row.version }),
        readBeganAt,
      });
    }
    return { items, problems };
  },
});

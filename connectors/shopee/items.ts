import { ConnectorError, type Problem, type SeenListing } from "../contract/index.ts";
import { readEach } from "../kit/read-each.ts";
import type { ShopeeClient } from "./client.ts";
import { isRefusal } from "./failures.ts";
import { listingFromShopee } from "./listing-from-shopee.ts";
import { shopeeLimits } from "./policy.ts";
import { shopeeTexts } from "./texts.ts";
import { idOf } from "./wire.ts";
import {
  type ShopeeItem,
  type ShopeeModel,
  shopeeItemListSchema,
  shopeeItemSchema,
  shopeeModelListSchema,
  shopeeModelSchema,
  shopeeViolationSchema,
} from "./wire-items.ts";

/** What is there, read with everything that goes with it. */
export interface ShopeeItems {
  /** Every id asked for comes back: as an item or as a problem. */
  items(ids: readonly string[], urgency?: "stock"): Promise<{ items: ShopeeItem[]; problems: Problem[] }>;
  models(itemId: string, urgency?: "stock"): Promise<{ items: readonly ShopeeModel[]; problems: readonly Problem[] }>;
  /** One row an item, or one for each of its variations. */
  listings(ids: readonly string[]): Promise<{ items: SeenListing[]; problems: Problem[] }>;
}

/** `pageOf` gives an item's address for buyers; undefined before the shop is known. */
export function shopeeItems(client: ShopeeClient, pageOf: (itemId: string) => string | undefined): ShopeeItems {
  async function items(ids: readonly string[], urgency?: "stock") {
    const items: ShopeeItem[] = [];
    const problems: Problem[] = [];
    for (let at = 0; at < ids.length; at += shopeeLimits.itemsPerDetail) {
      const asked = ids.slice(at, at + shopeeLimits.itemsPerDetail);
      const query = { item_id_list: asked.join(",") };
      const path = "product/get_item_base_info";
      const { item_list } = await client.get(path, { query, ...(urgency ? { urgency } : {}) }, shopeeItemListSchema);
      const rows = item_list ?? [];
      const read = readEach(rows, shopeeItemSchema, (item) => item, idOf("item_id"));
      items.push(...read.items);
      // A row may be dropped with no more than a warning (shopee §1).
      const told = new Set(rows.map(idOf("item_id")));
      const missing = asked.filter((id) => !told.has(id));
      problems.push(...read.problems, ...missing.map((item) => ({ ...shopeeTexts.say("item-missing", { item }), row: item })));
    }
    return { items, problems };
  }

  async function models(itemId: string, urgency?: "stock") {
    const query = { item_id: itemId };
    const { model } = await client.get(
      "product/get_model_list",
      { query, ...(urgency ? { urgency } : {}) },
      shopeeModelListSchema,
    );
    return readEach(
      model ?? [],
      shopeeModelSchema,
      (each) => each,
      (row) => `${itemId}/${idOf("model_id")(row) ?? "?"}`,
    );
  }

  /** Why items were banned; without an answer they are told without a reason. */
  async function reasons(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    for (let at = 0; at < ids.length; at += shopeeLimits.itemsPerDetail) {
      const query = { item_id_list: ids.slice(at, at + shopeeLimits.itemsPerDetail).join(",") };
      try {
        const { item_list } = await client.get("product/get_item_violation_info", { query }, shopeeItemListSchema);
        for (const row of item_list ?? []) {
          const { data } = shopeeViolationSchema.safeParse(row);
          const said = data?.item_status_details?.flatMap((each) => [each.violation_reason ?? "", each.suggestion ?? ""]);
          const reason = said?.filter(Boolean).join(". ");
          if (data && reason) found.set(data.item_id, reason);
        }
      } catch (error) {
        if (!(error instanceof ConnectorError) || !(isRefusal(error) || error.kind === "unexpected")) throw error;
      }
    }
    return found;
  }

  return {
    items,
    models,
    async listings(ids) {
      const read = await items(ids);
      const banned = read.items.filter(({ item_status }) => item_status === "BANNED").map(({ item_id }) => item_id);
      const why = await reasons(banned);
      const seen: SeenListing[] = [];
      const problems = [...read.problems];
      const tell = (item: ShopeeItem, model?: ShopeeModel) => {
        const url = pageOf(item.item_id);
        const listing = listingFromShopee(item, model, why.get(item.item_id));
        seen.push(url === undefined ? listing : { ...listing, url });
      };
      for (const item of read.items) {
        if (!item.has_model) tell(item);
        else {
          const variations = await models(item.item_id);
          problems.push(...variations.problems);
          for (const model of variations.items) tell(item, model);
        }
      }
      return { items: seen, problems };
    },
  };
}

import { LazadaError } from "./error.ts";
import { type Api, type Call, listed, type Marketplace, needed } from "./gateway.ts";
import { shopSku } from "./messages.ts";
import type { Item, ItemVersion, Sku } from "./state.ts";
import { brands } from "./taxonomy.ts";
import { localTime, readOffsetTime } from "./times.ts";

const filters = ["all", "live", "inactive", "deleted", "pending", "rejected", "sold-out"] as const;
type Filter = (typeof filters)[number];
interface Row {
  readonly item: Item;
  readonly seen: ItemVersion;
  readonly skus: readonly Sku[];
}

/** §5.2: what is read of listings, as far as a reader sees yet. */
export function productReads({ store, items, stocks, faults }: Marketplace, pageOf: (call: Call) => string): readonly Api[] {
  const sellable = (sku: Sku) => stocks.seen(sku.sku_id, 0).reduce((sum, each) => sum + each.sellable, 0);

  function passes({ seen }: Row, filter: Filter): boolean {
    const status = items.statusOf(seen);
    const refused = seen.review === "rejected" || seen.review === "locked";
    switch (filter) {
      case "all":
        return true;
      case "live":
        return status === "Active";
      case "inactive":
        return status === "InActive" && !refused;
      case "deleted":
        return status === "Deleted";
      case "pending":
        return status === "Pending QC";
      case "rejected":
        return status === "InActive" && refused;
      case "sold-out":
        return status === "Active" && seen.skus.every((sku) => sellable(sku) === 0);
    }
  }

  function list(call: Call) {
    const { parameters, context } = call;
    const filter = filters.find((each) => each === (parameters.filter ?? "all"));
    if (!filter) throw new LazadaError("36", "E036: Invalid status filter", { type: "ISP" });
    const limit = Number(parameters.limit ?? 20);
    if (!(Number.isInteger(limit) && limit >= 1 && limit <= 50))
      throw new LazadaError("19", `E019: "${parameters.limit}" Invalid Limit`, { type: "ISP" });
    const offset = Number(parameters.offset ?? 0);
    if (!(Number.isInteger(offset) && offset >= 0 && offset <= 10_000))
      throw new LazadaError("14", `E014: "${parameters.offset}" Invalid Offset`, { type: "ISP" });
    const names = parameters.sku_seller_list === undefined ? undefined : listed(parameters.sku_seller_list);
    if (parameters.sku_seller_list !== undefined && (!names || names.length > 100))
      throw new LazadaError("70", "E070: You have corrupt data in your sku seller list.", { type: "ISP" });
    const time = (name: string) => {
      const text = parameters[name];
      const at = text === undefined ? undefined : readOffsetTime(text);
      if (text !== undefined && at === undefined)
        throw new LazadaError("17", `E017: "${text}" Invalid Date Format`, { type: "ISP" });
      return at;
    };
    const bounds = {
      created: { after: time("create_after"), before: time("create_before") },
      updated: { after: time("update_after"), before: time("update_before") },
    };
    const within = (at: number, { after, before }: { after: number | undefined; before: number | undefined }) =>
      (after === undefined || at >= after) && (before === undefined || at <= before);

    const behindMs = store.lag(store.dials.listLagMs) + (names ? store.lag(store.dials.searchLagMs) : 0);
    const found = store.state.items
      .flatMap((item): Row[] => {
        const seen = item.seller_id === call.seller ? store.seen(item, behindMs) : undefined;
        if (!seen) return [];
        const skus = names ? seen.skus.filter(({ seller_sku }) => names.includes(seller_sku)) : seen.skus;
        return skus.length ? [{ item, seen, skus }] : [];
      })
      .filter((row) => within(row.item.created, bounds.created) && within(row.seen.at, bounds.updated))
      .filter((row) => passes(row, filter))
      .sort((one, other) => one.item.created - other.item.created || one.item.item_id - other.item.item_id);
    const rows = store.dials.splitsItems ? found.flatMap((row) => row.skus.map((sku) => ({ ...row, skus: [sku] }))) : found;
    const page = rows.slice(offset, offset + limit);
    const told = faults.met(context, "empty-list") ? [] : faults.met(context, "short-list") ? page.slice(0, -1) : page;
    const total = faults.met(context, "empty-list") ? 0 : found.length;
    return { data: { total_products: total, products: told.map((row) => listRow(row, behindMs, pageOf(call))) } };
  }

  function detail(call: Call) {
    const itemId = Number(needed(call.parameters, "item_id"));
    const item = store.item(itemId);
    const behindMs = store.lag(store.dials.readLagMs);
    const seen = item && store.seen(item, behindMs);
    if (!item || !seen) throw new LazadaError("208", "E208: Item not exist", { type: "ISP" });
    if (item.seller_id !== call.seller)
      throw new LazadaError("EDIT_ITEM_NOT_BELONG_SELLER", "You are not authorized to edit the item.", { type: "ISP" });
    const row = listRow({ item, seen, skus: seen.skus }, behindMs, pageOf(call));
    if (store.dials.detailInSnakeCase) return { data: row };
    const { item_id, created_time, updated_time, primary_category, images, ...rest } = row;
    return {
      data: {
        ...rest,
        itemId: item_id,
        createdTime: created_time,
        updatedTime: updated_time,
        primaryCategory: primary_category,
        productImageList: images,
        images,
        marketImageList: [],
      },
    };
  }

  function listRow({ item, seen, skus }: Row, behindMs: number, page: string) {
    const refused = seen.review === "rejected" || seen.review === "locked";
    const brand = brands.find(({ brand_id }) => String(brand_id) === seen.attributes.brand_id)?.name;
    return {
      item_id: item.item_id,
      created_time: String(item.created),
      updated_time: String(seen.at),
      status: items.statusOf(seen),
      subStatus: seen.review === "rejected" ? "Rejected" : seen.review === "locked" ? "Lock" : null,
      primary_category: seen.category_id,
      images: seen.images,
      marketImages: [],
      attributes: { ...seen.attributes, brand: brand ?? seen.attributes.brand ?? "" },
      variation: {},
      trialProduct: false,
      rejectReason: refused ? [{ suggestion: seen.reason, violationDetail: seen.reason }] : null,
      suspendedSkus: null,
      skus: skus.map((sku) => skuRow(item, sku, behindMs, page)),
    };
  }

  /** Names in every manner at once, as they are there. */
  function skuRow({ item_id }: Item, sku: Sku, behindMs: number, page: string) {
    const buckets = stocks.seen(sku.sku_id, behindMs);
    const left = buckets.reduce((sum, each) => sum + each.sellable, 0);
    const campaign = stocks.campaign(sku.sku_id);
    const moment = (at: number | null) =>
      at === null ? {} : { time: localTime(at).slice(0, 16), date: localTime(at).slice(0, 10) };
    const from = moment(sku.special_from);
    const to = moment(sku.special_to);
    return {
      SkuId: sku.sku_id,
      SellerSku: sku.seller_sku,
      ShopSku: shopSku(item_id, sku.sku_id),
      Status: sku.status,
      Url: `${page}/products/-i${item_id}-s${sku.sku_id}.html`,
      price: sku.price,
      special_price: sku.special_price,
      ...(from.date ? { special_from_time: from.time, special_from_date: from.date } : {}),
      ...(to.date ? { special_to_time: to.time, special_to_date: to.date } : {}),
      ...sku.sale_prop,
      saleProp: sku.sale_prop,
      ...sku.package,
      Images: sku.images,
      quantity: left,
      Available: left,
      multiWarehouseInventories: buckets.map(({ warehouse, total, sellable: here, withhold, occupy }) => ({
        warehouseCode: warehouse,
        totalQuantity: total,
        sellableQuantity: here,
        occupyQuantity: occupy,
        withholdQuantity: withhold,
        quantity: here,
      })),
      fblWarehouseInventories: [],
      channelInventories: campaign
        ? [
            {
              channelName: campaign.name,
              startTime: localTime(campaign.from),
              endTime: localTime(campaign.to),
              sellableQuantity: Math.min(campaign.units, left),
            },
          ]
        : [],
    };
  }

  const get = (path: string, call: Api["call"]): Api => ({ path, methods: ["GET"], access: "seller", call });
  return [
    get("/products/get", list),
    get("/product/item/get", detail),
    get("/product/qc/alert/list", ({ parameters }) => {
      needed(parameters, "offset");
      needed(parameters, "limit");
      return { data: [] };
    }),
  ];
}

import { LazadaError } from "./error.ts";
import type { Api, Call, Marketplace } from "./gateway.ts";
import { checkPrice } from "./listing-checks.ts";
import { listOf, readPayload, textOf } from "./payload.ts";
import { type Problem, refusal } from "./problems.ts";
import type { Item, Sku } from "./state.ts";
import type { Write } from "./stocks.ts";
import { readLocalTime } from "./times.ts";
import type { Tree } from "./xml.ts";

interface Row {
  readonly item: Item;
  readonly sku: Sku;
  readonly units: readonly { readonly warehouse: string; readonly units: number }[];
  readonly price: Partial<Pick<Sku, "price" | "special_price" | "special_from" | "special_to">>;
}

/** §6: three calls, each meaning another thing by its number. Rows that can be done are, whatever the others are. */
export function stockApi({ store, items, stocks, faults }: Marketplace): readonly Api[] {
  function read(tree: Tree, field: "Quantity" | "SellableQuantity", call: Call): Row | Problem {
    const skuId = textOf(tree, "SkuId");
    const sellerSku = textOf(tree, "SellerSku");
    const wrong = (code: string, message: string): Problem => ({ code, field: skuId ?? "SkuId", message, sellerSku });
    if (!skuId && sellerSku)
      return wrong("4193", "The SellerSku parameter is no longer supported. Please use SkuId and try again");
    if (!skuId || !textOf(tree, "ItemId")) return wrong("4216", "skuId is a mandatory field and must be filled in.");
    const item = store.item(Number(textOf(tree, "ItemId")));
    const sku = item?.seller_id === call.seller ? store.sku(item, Number(skuId)) : undefined;
    if (!item || !sku) return wrong("4137", "ITEM_NOT_FOUND");
    if (sku.status === "deleted") return wrong("207", "E207: SKU not exist");

    const several = listOf(tree, "MultiWarehouseInventories", "MultiWarehouseInventory");
    if (several.length && store.dials.warehouses.length === 1)
      return wrong("501", "a seller of one warehouse must not use MultiWarehouseInventories");
    const [first = ""] = store.dials.warehouses;
    const numbers = several.length
      ? several.map((each) => ({ warehouse: textOf(each, "WarehouseCode") ?? "", text: textOf(each, field) }))
      : [{ warehouse: first, text: textOf(tree, field) }];
    const units = numbers.flatMap(({ warehouse, text }) => (text === undefined ? [] : [{ warehouse, units: Number(text) }]));
    if (units.some((each) => !Number.isInteger(each.units)))
      return wrong("4152", "THD_INVENTORY_ERR_INV_PARAM_ILLEGAL:illegal parameter:quantity");
    return { item, sku, units, price: {} };
  }

  function withPrice(tree: Tree, row: Row): Row | Problem {
    const { sku } = row;
    const text = (name: string) => textOf(tree, name);
    const problems: Problem[] = [];
    const about = (code: string, field: string, message: string) =>
      void problems.push({ code, field: String(sku.sku_id), message: `${message}:${field}`, sellerSku: sku.seller_sku });
    const number = (name: string) => (text(name) === undefined ? undefined : Number(text(name)));
    const price = number("Price");
    const special = number("SalePrice");
    if (price !== undefined) checkPrice(price, "Price", about);
    if (special !== undefined && special !== 0) checkPrice(special, "SalePrice", about);
    if ((special ?? sku.special_price) >= (price ?? sku.price))
      about("4157", "SalePrice", "BIZ_CHECK_SPECIAL_PRICE_GREATER_THAN_PRICE");
    const from = text("SaleStartDate") === undefined ? undefined : readLocalTime(text("SaleStartDate") ?? "");
    const to = text("SaleEndDate") === undefined ? undefined : readLocalTime(text("SaleEndDate") ?? "");
    if (from !== undefined && to !== undefined && from > to)
      about("4117", "SaleStartDate", "BIZ_CHECK_SPECIAL_PRICE_FROM_DATE_AFTER_TO_DATE");
    const changes = (price ?? sku.price) !== sku.price || (special ?? sku.special_price) !== sku.special_price;
    if (changes && store.dials.promotionLocks && stocks.campaign(sku.sku_id))
      about("4162", "Price", "THD_IC_ERR_F_IC_ABILITY_PG_003:This product is under campaign participation");
    const [problem] = problems;
    if (problem) return problem;
    return {
      ...row,
      price: {
        ...(price === undefined ? {} : { price }),
        ...(special === undefined ? {} : { special_price: special, special_from: from ?? null, special_to: to ?? null }),
      },
    };
  }

  function refused({ sku, units }: Row, how: Write): Problem | undefined {
    for (const each of units) {
      const no = stocks.refusal(sku.sku_id, each.warehouse, how, each.units);
      if (no) return { ...no, field: String(sku.sku_id), sellerSku: sku.seller_sku };
    }
    return undefined;
  }

  function write(call: Call, field: "Quantity" | "SellableQuantity", how: Write) {
    const trees = listOf(readPayload(call.parameters.payload), "Product", "Skus", "Sku");
    if (!trees.length) throw new LazadaError("30", "E030: Empty Request", { type: "ISP" });
    if (trees.length > 50)
      throw new LazadaError(
        field === "Quantity" ? "4171" : "204",
        "The updated SKU quantity exceeds the maximum number 50, please do not update more than 50 SKUs at once",
        { type: "ISP" },
      );
    const problems: Problem[] = [];
    const met = (kind: "partial-failure" | "failure-unnamed" | "ack-without-effect") => faults.met(call.context, kind);
    for (const [index, tree] of trees.entries()) {
      const stock = read(tree, field, call);
      const row = "item" in stock && field === "Quantity" ? withPrice(tree, stock) : stock;
      const problem = "item" in row ? refused(row, how) : row;
      if (problem) problems.push(problem);
      else if ("item" in row) {
        const last = index === trees.length - 1;
        if (last && met("partial-failure"))
          problems.push({
            code: "501",
            field: String(row.sku.sku_id),
            message: "Internal call exception",
            sellerSku: row.sku.seller_sku,
          });
        else if (!(met("failure-unnamed") && index % 2 === 1) && !met("ack-without-effect")) apply(row, how);
      }
    }
    if (met("failure-unnamed")) throw new LazadaError("501", "E501: Update product failed", { type: "ISP" });
    if (problems.length) throw refusal("501", problems, store.dials, trees.length === 1);
    return { data: {} };
  }

  function apply({ item, sku, units, price }: Row, how: Write): void {
    for (const each of units) stocks.write(sku.sku_id, each.warehouse, how, each.units);
    if (Object.keys(price).length) items.setSkus(item, [sku.sku_id], () => price);
  }

  return [
    {
      path: "/product/price_quantity/update",
      methods: ["POST"],
      access: "seller",
      call: (call) => write(call, "Quantity", "gross"),
    },
    {
      path: "/product/stock/sellable/update",
      methods: ["GET", "POST"],
      access: "seller",
      call: (call) => write(call, "SellableQuantity", "net"),
    },
    {
      path: "/product/stock/sellable/adjust",
      methods: ["POST"],
      access: "seller",
      call: (call) => write(call, "SellableQuantity", "move"),
    },
  ];
}

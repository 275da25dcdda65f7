import { LazadaError } from "./error.ts";
import { type Api, type Call, listed, type Marketplace, needed } from "./gateway.ts";
import {
  type AskedSku,
  type Checks,
  checkAttributes,
  checkCategory,
  checkImages,
  checkSku,
  checkVariations,
  createChecks,
  picturesIn,
  readSku,
} from "./listing-checks.ts";
import { shopSku } from "./messages.ts";
import { child, fieldsOf, listOf, readPayload, textOf, textsOf } from "./payload.ts";
import { refusal } from "./problems.ts";
import type { Item, Sku } from "./state.ts";
import type { Tree } from "./xml.ts";

const blankSku = (sku_id: number, seller_sku: string): Sku => ({
  sku_id,
  seller_sku,
  status: "active",
  price: 0,
  special_price: 0,
  special_from: null,
  special_to: null,
  images: [],
  sale_prop: {},
  package: {},
});
/** The reason a reviewer gives where a test asked for a refusal. */
const rejection = "Nội dung không đạt kiểm duyệt (mô phỏng)";

/** §5: what is written about listings. */
export function productApi(marketplace: Marketplace): readonly Api[] {
  const { store, items, stocks, faults } = marketplace;
  const hosted = (url: string) => Object.hasOwn(store.state.images, url);
  const newSkuId = () => 7_000_000 + store.newId();
  const rejects = ({ context }: Call) => (faults.met(context, "review-rejected") ? rejection : "");
  const declared = (product: Tree | undefined) =>
    Object.values((child(product, "variation") ?? {}) as Record<string, Tree>).flatMap((each) => textOf(each, "name") ?? []);

  function inUse(sellerId: number, sellerSku: string): boolean {
    return store.state.items.some(
      (item) =>
        item.seller_id === sellerId &&
        store.looks(item).skus.some(({ seller_sku, status }) => seller_sku === sellerSku && status !== "deleted"),
    );
  }
  function made(asked: AskedSku, sellerId: number, checks: Checks): Sku {
    const { status, ...to } = asked.to;
    const sku = { ...blankSku(newSkuId(), asked.seller_sku ?? ""), ...to };
    if (store.dials.sellerSkuUnique && sku.seller_sku && inUse(sellerId, sku.seller_sku))
      checks.refuse("4105", "SellerSku", "BIZ_CHECK_SELLER_SKU_DUPLICATE:SellerSku repeat", sku.seller_sku);
    return store.dials.createHonoursStatus && status ? { ...sku, status } : sku;
  }
  function checkAll(
    categoryId: number,
    attributes: Readonly<Record<string, string>>,
    images: readonly string[],
    skus: readonly Sku[],
    names: readonly string[],
    checks: Checks,
  ): void {
    const alive = skus.filter(({ status }) => status !== "deleted");
    checkCategory(categoryId, checks);
    checkAttributes(categoryId, attributes, checks);
    checkImages(images, "Images", hosted, checks);
    checkImages([...new Set(picturesIn(attributes.description ?? ""))].slice(0, 8), "description", hosted, checks);
    for (const sku of alive) {
      checkSku(sku, checks);
      checkImages(sku.images, "Images", hosted, checks);
    }
    if (!images.length && !alive.some((sku) => sku.images.length))
      checks.refuse("4139", "Images", "BIZ_CHECK_MAIN_IMAGE_REQUIRE:Main image is require");
    checkVariations(categoryId, alive, names, checks);
  }

  function create(call: Call) {
    const product = child(readPayload(call.parameters.payload), "Product");
    const checks = createChecks();
    const trees = listOf(product, "Skus", "Sku");
    if (trees.length > 50) throw new LazadaError("204", "E204: Too many SKU in one request", { type: "ISP" });
    if (!trees.length) throw new LazadaError("1", "E001: Parameter Skus is mandatory", { type: "ISP" });
    const asked = trees.map((tree) => readSku(tree, checks));
    const skus = asked.map((each) => made(each, call.seller, checks));
    const names = skus.map(({ seller_sku }) => seller_sku);
    if (new Set(names).size < names.length)
      checks.refuse("4105", "SellerSku", "BIZ_CHECK_SELLER_SKU_DUPLICATE:SellerSku repeat");
    const attributes = fieldsOf(child(product, "Attributes"));
    const images = textsOf(product, "Images", "Image");
    const categoryId = Number(textOf(product, "PrimaryCategory") ?? 0);
    checkAll(categoryId, attributes, images, skus, declared(product), checks);
    const { onlineItemLimit } = store.dials;
    if (onlineItemLimit > 0 && items.onSale(call.seller) >= onlineItemLimit)
      checks.refuse("4148", "Product", "BIZ_CHECK_ITEM_HAS_REACH_LIMIT");
    if (checks.problems.length) throw refusal("500", checks.problems, store.dials);

    const units = Object.fromEntries(skus.map(({ sku_id }, index) => [sku_id, asked[index]?.quantity ?? 0]));
    const item = items.create(call.seller, { category_id: categoryId, attributes, images, skus }, units, rejects(call));
    return {
      data: {
        item_id: item.item_id,
        item_status: items.statusOf(store.looks(item)),
        sku_list: skus.map(({ sku_id, seller_sku }) => ({ seller_sku, shop_sku: shopSku(item.item_id, sku_id), sku_id })),
      },
    };
  }

  /** There, the seller's, and not deleted. */
  function own(sellerId: number, itemId: number): Item {
    const item = store.item(itemId);
    if (!item || item.seller_id !== sellerId || items.statusOf(store.looks(item)) === "Deleted")
      throw new LazadaError("4137", "ITEM_NOT_FOUND", {
        type: "ISP",
        detail: [{ field: String(itemId), message: "ITEM_NOT_FOUND" }],
      });
    return item;
  }
  function editable(item: Item): Item {
    if (store.looks(item).review === "locked")
      throw new LazadaError("4155", "BIZ_CHECK_NO_EDIT_ITEM_LOCK:This product is currently locked", { type: "ISP" });
    if (store.dials.promotionLocks && store.looks(item).skus.some(({ sku_id }) => stocks.campaign(sku_id)))
      throw refusal(
        "501",
        [
          {
            code: "4162",
            field: String(item.item_id),
            message: "THD_IC_ERR_F_IC_ABILITY_PG_003:This product is under campaign participation and cannot be edited",
          },
        ],
        store.dials,
      );
    return item;
  }

  function update(call: Call) {
    const product = child(readPayload(call.parameters.payload), "Product");
    const associated = textOf(product, "AssociatedSku");
    const itemId = Number(textOf(product, "ItemId") ?? 0);
    if (!itemId && !associated) throw new LazadaError("1", "E001: Parameter ItemId is mandatory", { type: "ISP" });
    const bySku = associated ? store.itemOfSku(Number(associated)) : undefined;
    const item = editable(own(call.seller, itemId || (bySku?.item_id ?? 0)));
    const looks = store.looks(item);
    const checks = createChecks();
    const added: { sku: Sku; units: number }[] = [];
    const units: { skuId: number; units: number }[] = [];
    let skus = [...looks.skus];
    for (const tree of listOf(product, "Skus", "Sku")) {
      const asked = readSku(tree, checks);
      if (asked.sku_id === undefined && associated)
        added.push({ sku: made(asked, call.seller, checks), units: asked.quantity ?? 0 });
      else if (asked.sku_id === undefined)
        checks.refuse("4216", "SkuId", "skuId is a mandatory field and must be filled in.", asked.seller_sku);
      else if (!skus.some(({ sku_id }) => sku_id === asked.sku_id))
        checks.refuse("207", String(asked.sku_id), "E207: SKU not exist", asked.seller_sku);
      else {
        const activates = store.dials.updateActivates ? ({ status: "active" } as const) : {};
        skus = skus.map((sku) => (sku.sku_id === asked.sku_id ? { ...sku, ...activates, ...asked.to } : sku));
        if (asked.quantity !== undefined) units.push({ skuId: asked.sku_id, units: asked.quantity });
      }
    }
    const to = {
      category_id: Number(textOf(product, "PrimaryCategory") ?? looks.category_id),
      attributes: { ...looks.attributes, ...fieldsOf(child(product, "Attributes")) },
      images: listOf(product, "Images", "Image").length ? textsOf(product, "Images", "Image") : looks.images,
      skus: [...skus, ...added.map(({ sku }) => sku)],
    };
    checkAll(to.category_id, to.attributes, to.images, to.skus, declared(product), checks);
    const warehouse = store.dials.warehouses[0] ?? "";
    for (const each of units) {
      const refused = stocks.refusal(each.skuId, warehouse, "net", each.units);
      if (refused) checks.refuse(refused.code, String(each.skuId), refused.message);
    }
    if (checks.problems.length) throw refusal("501", checks.problems, store.dials);
    for (const each of added) stocks.open(each.sku.sku_id, each.units);
    for (const each of units) stocks.write(each.skuId, warehouse, "net", each.units);
    items.update(item, to, rejects(call));
    return { data: { item_status: items.statusOf(store.looks(item)), variation: {} } };
  }

  function deactivate(call: Call) {
    const product = child(readPayload(needed(call.parameters, "apiRequestBody")), "Product");
    const told = (code: string, message: string) => new LazadaError(code, message, { type: "ISP" });
    const itemId = textOf(product, "ItemId");
    if (!itemId) throw told("E0001", "Parameter ItemId is mandatory");
    const item = store.item(Number(itemId));
    if (!item || item.seller_id !== call.seller) throw told("E0002", "Product not exists");
    const trees = listOf(product, "Skus", "Sku");
    const ids = [...textsOf(product, "Skus", "SkuId"), ...trees.flatMap((tree) => textOf(tree, "SkuId") ?? [])].map(Number);
    const bySellerSku = [...textsOf(product, "Skus", "SellerSku"), ...trees.flatMap((tree) => textOf(tree, "SellerSku") ?? [])];
    if (!ids.length && bySellerSku.length)
      throw told("4193", "The SellerSku parameter is no longer supported. Please use SkuId");
    const looks = store.looks(item);
    if (ids.some((id) => !looks.skus.some(({ sku_id }) => sku_id === id))) throw told("E0003", "Seller Sku not exists");
    const online = looks.skus
      .filter(({ sku_id, status }) => status === "active" && (!ids.length || ids.includes(sku_id)))
      .map(({ sku_id }) => sku_id);
    if (!online.length || looks.review === "rejected" || looks.review === "locked")
      throw told("E0004", "Product Status not online");
    if (!faults.met(call.context, "ack-without-effect")) items.setSkus(item, online, () => ({ status: "inactive" }));
    return { data: {} };
  }

  function remove(call: Call) {
    const { sku_id_list, seller_sku_list } = call.parameters;
    if (!sku_id_list && seller_sku_list)
      throw new LazadaError("6", "E006: Unexpected internal error. The seller_sku_list field has been deprecated", {
        type: "ISP",
      });
    const names = listed(sku_id_list ?? "");
    if (!names?.length) throw new LazadaError("30", "E030: Empty Request", { type: "ISP" });
    if (names.length > 50) throw new LazadaError("204", "E204: Too many SKU in one request", { type: "ISP" });
    const found = names.map((name) => {
      const [, itemId, skuId] = /^SkuId_(\d+)_(\d+)$/.exec(name) ?? [];
      const item = store.item(Number(itemId));
      const sku = item?.seller_id === call.seller ? store.sku(item, Number(skuId)) : undefined;
      return { name, item, sku: sku?.status === "deleted" ? undefined : sku };
    });
    const lost = found.filter(({ sku }) => !sku);
    for (const { item, sku } of found) if (item && sku) items.remove(item, [sku.sku_id]);
    if (lost.length)
      throw refusal(
        "503",
        lost.map(({ name }) => ({ code: "503", field: name, message: "SKU not found" })),
        store.dials,
      );
    return { data: {} };
  }

  function removeSku(call: Call) {
    const product = child(readPayload(call.parameters.payload), "Product");
    const item = editable(own(call.seller, Number(textOf(product, "ItemId") ?? 0)));
    const ids = listOf(product, "Skus", "Sku")
      .flatMap((tree) => textOf(tree, "SkuId") ?? [])
      .map(Number);
    if (!ids.length || ids.some((id) => !store.sku(item, id)))
      throw new LazadaError("5", "E005: Invalid Request Format", { type: "ISP" });
    items.remove(item, ids);
    return { data: {} };
  }

  function setImages(call: Call) {
    const product = child(readPayload(call.parameters.payload), "Product");
    const checks = createChecks();
    const found = listOf(product, "Skus", "Sku").map((tree) => {
      const skuId = Number(textOf(tree, "SkuId") ?? 0);
      const item = store.itemOfSku(skuId);
      const images = textsOf(tree, "Images", "Image");
      if (!skuId) throw new LazadaError("200", "E200: Empty SellerSku", { type: "ISP" });
      if (images.length > 8) throw new LazadaError("203", "E203: Too many images in one SKU", { type: "ISP" });
      if (item?.seller_id !== call.seller) checks.refuse("207", String(skuId), "E207: SKU not exist");
      else editable(item);
      checkImages(images, String(skuId), hosted, checks);
      return { skuId, item, images };
    });
    if (!found.length) throw new LazadaError("30", "E030: Empty Request", { type: "ISP" });
    if (checks.problems.length) throw refusal("504", checks.problems, store.dials);
    for (const { item, skuId, images } of found) if (item) items.setSkus(item, [skuId], () => ({ images }));
    return { data: {} };
  }

  const post = (path: string, call: Api["call"]): Api => ({ path, methods: ["POST"], access: "seller", call });
  return [
    post("/product/create", create),
    post("/product/update", update),
    post("/product/deactivate", deactivate),
    post("/product/remove", remove),
    post("/product/sku/remove", removeSku),
    post("/images/set", setImages),
  ];
}

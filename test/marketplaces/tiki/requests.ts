import { newShelf } from "../kit/shelf.ts";
import { attributesOf, categoryById } from "./catalogue.ts";
import { latest, type Products } from "./products.ts";
import type { Product, ProductRequest, RequestState, WantedProduct, WantedVariant } from "./state.ts";
import type { World } from "./world.ts";

interface Refusal {
  readonly code: number;
  readonly description: string;
  readonly msg: string;
  readonly english: string;
}
const ended = new Set<RequestState>(["approved", "update_product_approved", "rejected", "deleted"]);

/** §5.2: what a seller asks for goes through queue, processing and reviews, each a while, and becomes products or is refused. */
export function createRequests(world: World, products: Products) {
  const { state, dials, random } = world;
  const find = (trackId: string) => state().requests.find((request) => request.trackId === trackId);

  function ask(sellerId: number, wanted: ProductRequest["wanted"], stuck: boolean, at: number): ProductRequest {
    const request: ProductRequest = {
      trackId: random.hex(16),
      sellerId,
      wanted,
      created: at,
      state: "queuing",
      updated: at,
      reason: "",
      requestId: null,
      approved: null,
      productIds: [],
      run: 0,
      stuck,
    };
    state().requests.push(request);
    world.changed();
    plan(request, dials().processingMs, at);
    return request;
  }
  function plan(request: ProductRequest, ms: number, at: number): void {
    world.later({ at: at + world.lag(ms), act: "review", trackId: request.trackId, run: request.run });
  }
  function move(request: ProductRequest, to: RequestState, at: number): void {
    request.state = to;
    request.updated = at;
    if (ended.has(to)) request.run += 1;
    world.changed();
  }
  function reject(request: ProductRequest, refusals: readonly Refusal[], at: number): void {
    request.reason = JSON.stringify({
      errors: refusals.map(({ english, ...refusal }) => ({ ...refusal, data: null, msg_eng: english })),
      message: refusals[0]?.msg ?? "",
      trace_id: null,
    });
    move(request, "rejected", at);
  }

  /** One step on. Out of processing a request has its id and every check a machine makes behind it. */
  function step(request: ProductRequest, at: number): void {
    const { wanted } = request;
    const { reviewMs, processingMs } = dials();
    switch (request.state) {
      case "queuing":
        move(request, "processing", at);
        if (!request.stuck) plan(request, processingMs, at);
        return;
      case "processing": {
        const refusals = wanted.kind === "create_product" ? check(request.sellerId, wanted.product) : [];
        if (refusals.length) return reject(request, refusals, at);
        request.requestId = world.digits(19);
        if (wanted.kind === "update_product") move(request, "update_product_awaiting_approve", at);
        else move(request, wanted.product.hasPapers ? "md_awaiting_approve" : "bot_awaiting_approve", at);
        if (reviewMs === 0) approve(request, at);
        else plan(request, reviewMs, at);
        return;
      }
      case "md_awaiting_approve":
        move(request, "bot_awaiting_approve", at);
        return plan(request, reviewMs, at);
      case "bot_awaiting_approve":
        move(request, "awaiting_approve", at);
        return plan(request, reviewMs, at);
      case "awaiting_approve":
      case "update_product_awaiting_approve":
        if (dials().approval === "by-itself") approve(request, at);
        return;
      default:
        return;
    }
  }

  function check(sellerId: number, product: WantedProduct): Refusal[] {
    const refusals: Refusal[] = [];
    if (dials().sellerSkuUnique)
      for (const { sku } of product.variants) if (products.bySku(sellerId, sku)) refusals.push(notUnique(sku));
    for (const attribute of attributesOf(product.categoryId)) {
      const value = product.attributes[attribute.code];
      if (value === undefined || value === null || value === "") {
        if (attribute.required) refusals.push(wrongAttribute(attribute.code, "is required"));
      } else if (attribute.values && !attribute.values.some((each) => sameWord(each, String(value))))
        refusals.push(wrongAttribute(attribute.code, `has no value ${String(value)}`));
    }
    for (const url of [
      product.image,
      ...product.images,
      ...product.variants.flatMap(({ image, images }) => [image, ...images]),
    ])
      if (url !== "" && !isWebAddress(url))
        refusals.push({
          code: 410,
          description: `Image ${url} can not be downloaded`,
          msg: "Ảnh không tải được",
          english: "Image is invalid",
        });
    if (categoryById(product.categoryId)?.needsPapers && !product.hasPapers)
      refusals.push({
        code: 430,
        description: `Category ${product.categoryId} requires certificate files`,
        msg: "Thiếu giấy tờ bắt buộc của ngành hàng",
        english: "Required documents are missing",
      });
    return refusals;
  }

  /** Two requests for one seller SKU may both have come this far; the second is refused here. */
  function approve(request: ProductRequest, at: number): boolean {
    const { wanted } = request;
    if (ended.has(request.state)) return false;
    if (wanted.kind === "update_product") {
      const product = products.find(wanted.productId);
      if (product) products.change(product, wanted.change, at);
      request.productIds = product ? [product.id] : [];
      request.approved = at;
      move(request, "update_product_approved", at);
      return true;
    }
    const taken = wanted.product.variants.filter(({ sku }) => products.bySku(request.sellerId, sku));
    if (dials().sellerSkuUnique && taken.length) {
      reject(
        request,
        taken.map(({ sku }) => notUnique(sku)),
        at,
      );
      return false;
    }
    const masterId = world.newId();
    const masterSku = world.digits(13);
    request.requestId ??= world.digits(19);
    request.productIds = wanted.product.variants.map((variant) => {
      const product = born(request.sellerId, masterId, masterSku, wanted.product, variant, at);
      state().products.push(product);
      return product.id;
    });
    request.approved = at;
    move(request, "approved", at);
    return true;
  }
  function born(
    sellerId: number,
    masterId: number,
    masterSku: string,
    wanted: WantedProduct,
    variant: WantedVariant,
    at: number,
  ): Product {
    return {
      id: world.newId(),
      sellerId,
      masterId,
      sku: world.digits(13),
      masterSku,
      inventoryType: variant.inventoryType,
      created: at,
      shelves: Object.fromEntries(variant.stocks.map(({ warehouseId, units }) => [warehouseId, newShelf(units, at)])),
      versions: [
        {
          at,
          version: 1,
          name: [wanted.name, ...variant.options].join(" - "),
          description: wanted.description,
          price: variant.price,
          marketPrice: variant.marketPrice,
          active: wanted.turnOn,
          hidden: false,
          originalSku: variant.sku,
          categoryId: wanted.categoryId,
          image: variant.image || wanted.image,
          images: variant.images.length ? variant.images : wanted.images,
          attributes: wanted.attributes,
          promotion: null,
          gone: false,
        },
      ],
    };
  }

  return {
    find,
    ask,
    step,
    approve,
    byRequestId: (requestId: string) => state().requests.find((request) => request.requestId === requestId),
    ofSeller: (sellerId: number) => state().requests.filter((request) => request.sellerId === sellerId),
    isEnded: (request: ProductRequest) => ended.has(request.state),
    /** A reviewer's own words. */
    refuse(request: ProductRequest, words: string, at: number): boolean {
      if (ended.has(request.state)) return false;
      reject(request, [{ code: 400, description: words, msg: words, english: words }], at);
      return true;
    },
    /** Held back by a reviewer; it goes on from the last review when it is let go. */
    lock(request: ProductRequest, at: number): boolean {
      if (ended.has(request.state) || request.state === "locked") return false;
      request.run += 1;
      move(request, "locked", at);
      return true;
    },
    unlock(request: ProductRequest, at: number): boolean {
      if (request.state !== "locked") return false;
      const update = request.wanted.kind === "update_product";
      move(request, update ? "update_product_awaiting_approve" : "awaiting_approve", at);
      plan(request, dials().reviewMs, at);
      return true;
    },
    remove(request: ProductRequest, at: number): boolean {
      if (request.state === "approved" || request.state === "update_product_approved") return false;
      move(request, "deleted", at);
      return true;
    },
    /** From the beginning, under the same `track_id`. False once it became products, was deleted, or its payload is gone. */
    replay(request: ProductRequest, at: number): boolean {
      if (ended.has(request.state) && request.state !== "rejected") return false;
      if (at - request.created > dials().payloadKeptMs) return false;
      Object.assign(request, { run: request.run + 1, stuck: false, reason: "", requestId: null });
      move(request, "queuing", at);
      plan(request, dials().processingMs, at);
      return true;
    },
    /** What a listed request shows of its products: those it became, or those it asks for, which have no id yet. */
    productsOf: (request: ProductRequest) =>
      request.productIds.flatMap((id) => {
        const product = products.find(id);
        return product ? [{ product, version: latest(product) }] : [];
      }),
  };
}
export type Requests = ReturnType<typeof createRequests>;

const notUnique = (sku: string): Refusal => ({
  code: 420,
  description: `Product code ${sku} is not unique`,
  msg: "Mã seller product không duy nhất",
  english: "Seller product code is not unique",
});
const wrongAttribute = (code: string, what: string): Refusal => ({
  code: 422,
  description: `Attribute ${code} ${what}`,
  msg: `Thuộc tính ${code} không hợp lệ`,
  english: `Attribute ${code} is invalid`,
});
const sameWord = (one: string, other: string): boolean =>
  one.trim().toLocaleLowerCase("vi") === other.trim().toLocaleLowerCase("vi");
const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

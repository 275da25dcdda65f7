import type { Listing } from "connectors/contract";
import { newShelf } from "../marketplaces/kit/shelf.ts";
import type { Product, ProductRequest } from "../marketplaces/tiki/state.ts";
import type { World } from "../marketplaces/tiki/world.ts";
import type { MadeThere } from "./marketplace.ts";

/** What another hand than ours puts into a simulated Tiki: products of a seller, and what is asked for and not yet there. */
export function makeAtTiki({ state, newId, digits, clock }: World, picture: string) {
  const request = (
    seller: number,
    warehouseId: number,
    listing: Listing,
    standing: ProductRequest["state"],
    reason: string,
  ): ProductRequest => {
    const { brand = "No Brand" } = listing;
    return {
      trackId: digits(32),
      sellerId: seller,
      wanted: {
        kind: "create_product",
        product: {
          categoryId: 54_330,
          name: listing.title,
          description: "<p>Người bán tự đăng.</p>",
          attributes: { brand, origin: "vietnam", require_expiry_date: 0 },
          image: listing.pictures[0]?.url ?? "",
          images: [],
          variants: [
            {
              sku: listing.sku,
              price: listing.price,
              marketPrice: listing.price,
              options: [],
              inventoryType: "dropship",
              stocks: [{ warehouseId: warehouseId, units: 0 }],
              image: "",
              images: [],
            },
          ],
          hasPapers: false,
          turnOn: false,
        },
      },
      created: clock.now(),
      state: standing,
      updated: clock.now(),
      reason,
      requestId: digits(19),
      approved: null,
      productIds: [],
      run: 0,
      stuck: false,
    };
  };
  function put(seller: number, warehouseId: number, sellerSku: string, more: Required<Omit<MadeThere, "reason">>): Product {
    const at = clock.now();
    const product: Product = {
      id: newId(),
      sellerId: seller,
      masterId: newId(),
      sku: digits(13),
      masterSku: digits(13),
      inventoryType: "dropship",
      created: at,
      shelves: { [warehouseId]: newShelf(more.stock, at) },
      versions: [
        {
          at,
          version: 1,
          name: more.title,
          description: "<p>Người bán tự đăng.</p>",
          price: more.price,
          marketPrice: more.price,
          active: more.state === "live",
          hidden: false,
          originalSku: sellerSku,
          categoryId: 54_330,
          image: picture,
          images: [],
          attributes: { brand: "No Brand", origin: "vietnam", require_expiry_date: 0 },
          promotion: null,
          gone: false,
        },
      ],
    };
    state().products.push(product);
    return product;
  }
  return { request, put };
}

import { type Listing, listingSchema, vnd } from "connectors/contract";
import type { BrokenListing } from "./marketplace.ts";
import { pictureCalled } from "./pictures.ts";

/** Listings as the simulated Tiki takes them and refuses them; it writes down no lengths and no counts. */
export function tikiListings(origin: string) {
  const listing = (more: Partial<Listing> = {}): Listing => ({
    ...listingSchema.parse({
      sku: "HY00000001",
      title: "Long nhãn Hưng Yên",
      description: "Nhãn lồng sấy dẻo.",
      unit: "gói",
      packNote: "500 g",
      price: 180_000,
      weightGrams: 520,
      sizeMillimetres: { length: 200, width: 150, height: 50 },
      pictures: [0, 1].map((number) => pictureCalled(number, origin)),
      producerName: "HTX Minh Họa",
      origin: "Hưng Yên",
      brand: "HTX Minh Họa",
      onChannel: { categoryId: "54330", brandId: "HTX Minh Họa", attributes: { require_expiry_date: ["1"] } },
    }),
    ...more,
  });
  const onChannel = (more: Partial<Listing["onChannel"]>): Listing =>
    listing({ onChannel: { ...listing().onChannel, ...more } });
  const broken: readonly BrokenListing[] = [
    { rule: "pictures", listing: listing({ pictures: [] }) },
    { rule: "price", listing: listing({ price: vnd(0) }) },
    { rule: "category", listing: onChannel({ categoryId: "999999" }) },
    { rule: "category", listing: onChannel({ categoryId: "4384" }) },
    { rule: "attributes", listing: onChannel({ attributes: {} }) },
    { rule: "attributes", listing: onChannel({ attributes: { require_expiry_date: ["1"], origin: ["atlantis"] } }) },
  ];
  return { listing, broken };
}

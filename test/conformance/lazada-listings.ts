import { type Listing, listingSchema, vnd } from "connectors/contract";
import type { BrokenListing } from "./marketplace.ts";
import { pictureCalled } from "./pictures.ts";

/** Listings as the simulated Lazada takes them, just takes them, and refuses them. */
export function lazadaListings(origin: string) {
  const pictures = (count: number) => Array.from({ length: count }, (_, each) => pictureCalled(each, origin));
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
      pictures: pictures(2),
      producerName: "HTX Minh Họa",
      origin: "Hưng Yên",
      brand: "Nhãn lồng Hưng Yên",
      onChannel: { categoryId: "10100387", brandId: "40101", attributes: { storage_instruction: ["Nơi khô mát"] } },
    }),
    ...more,
  });
  const onChannel = (more: Partial<Listing["onChannel"]>): Listing =>
    listing({ onChannel: { ...listing().onChannel, ...more } });
  const { sizeMillimetres: _, ...unmeasured } = listing();
  const broken: readonly BrokenListing[] = [
    { rule: "title", listing: listing({ title: "Nhãn ".repeat(60) }) },
    { rule: "description", listing: listing({ description: "Nhãn lồng sấy dẻo. ".repeat(1_500) }) },
    { rule: "pictures", listing: listing({ pictures: [] }) },
    { rule: "pictures", listing: listing({ pictures: pictures(9) }) },
    { rule: "price", listing: listing({ price: vnd(0) }) },
    { rule: "category", listing: onChannel({ categoryId: "999999" }) },
    { rule: "category", listing: onChannel({ categoryId: "10100000" }) },
    { rule: "attributes", listing: onChannel({ categoryId: "10002019", attributes: {} }) },
    { rule: "attributes", listing: onChannel({ attributes: { storage_instruction: ["Trên nóc nhà"] } }) },
    { rule: "size", listing: unmeasured },
    { rule: "size", listing: listing({ sizeMillimetres: { length: 2_000, width: 900, height: 200 } }) },
    { rule: "weight", listing: listing({ weightGrams: 40_010 }) },
  ];
  const onTheLimits = [
    listing({ title: "n".repeat(255) }),
    listing({ price: vnd(1) }),
    listing({ pictures: pictures(8) }),
    listing({ sizeMillimetres: { length: 1_000, width: 1_000, height: 1_000 }, weightGrams: 40_000 }),
  ];
  return { listing, broken, onTheLimits };
}

import { type Listing, listingSchema, vnd } from "connectors/contract";
import type { BrokenListing } from "./marketplace.ts";
import { pictureCalled } from "./pictures.ts";

/** Listings as the simulated Shopee takes them, just takes them, and refuses them. */
export function shopeeListings(origin: string) {
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
      brand: "Thương hiệu minh hoạ 1",
      onChannel: {
        categoryId: "101127",
        brandId: "2000001",
        carrierIds: ["50021"],
        attributes: { "100110": ["561", "562"] },
      },
    }),
    ...more,
  });
  const onChannel = (more: Partial<Listing["onChannel"]>): Listing =>
    listing({ onChannel: { ...listing().onChannel, ...more } });
  const supplement = { categoryId: "101135", attributes: { "100037": ["551"] } };
  const { sizeMillimetres: _, ...unmeasured } = onChannel(supplement);
  const broken: readonly BrokenListing[] = [
    { rule: "title", listing: listing({ title: "Lê" }) },
    { rule: "title", listing: listing({ title: "Nhãn ".repeat(30) }) },
    { rule: "description", listing: listing({ description: "Nhãn lồng sấy dẻo. ".repeat(300) }) },
    { rule: "pictures", listing: listing({ pictures: [] }) },
    { rule: "pictures", listing: listing({ pictures: pictures(10) }) },
    { rule: "price", listing: listing({ price: vnd(500) }) },
    { rule: "price", listing: listing({ price: vnd(130_000_000) }) },
    { rule: "category", listing: onChannel({ categoryId: "999999" }) },
    { rule: "category", listing: onChannel({ categoryId: "101100" }) },
    { rule: "carrier", listing: onChannel({ carrierIds: ["50040"] }) },
    { rule: "brand", listing: onChannel({ ...supplement, brandId: "0" }) },
    { rule: "attributes", listing: onChannel({ ...supplement, attributes: {} }) },
    { rule: "attributes", listing: onChannel({ attributes: { "100110": ["999"] } }) },
    { rule: "size", listing: unmeasured },
  ];
  const onTheLimits = [
    listing({ title: "Lê1" }),
    listing({ title: "n".repeat(120) }),
    listing({ price: vnd(1_000) }),
    listing({ price: vnd(120_000_000) }),
    listing({ pictures: pictures(9) }),
  ];
  return { listing, broken, onTheLimits };
}

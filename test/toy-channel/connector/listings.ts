import { ConnectorError, type ListedSku, type ListingPort, type Page, type SeenListing, vnd } from "connectors/contract";
import { readEach } from "../../../connectors/kit/read-each.ts";
import type { ToyClient } from "./client.ts";
import { contentForToy } from "./listing-to-toy.ts";
import { toyTexts } from "./texts.ts";
import { nextOf, rowName, type ToyGood, toyDoneSchema, toyGoodSchema, toyNamedSchema, toyPageSchema } from "./wire.ts";

export function toyListings(client: ToyClient): ListingPort {
  async function page(query: Readonly<Record<string, string | undefined>>): Promise<Page<SeenListing>> {
    const { rows, ...rest } = await client("GET", "/goods", toyPageSchema, { query });
    return { ...readEach(rows, toyGoodSchema, seenFromToy, rowName), ...nextOf(rest, query["after"]) };
  }
  const change = async ({ productId }: ListedSku, part: "words" | "shown", json: object): Promise<void> => {
    await client("PATCH", `/goods/${encodeURIComponent(productId)}/${part}`, toyDoneSchema, { json });
  };
  return {
    async look(sku) {
      const found: SeenListing[] = [];
      for (let after: string | undefined, more = true; more; more = after !== undefined) {
        const { items, problems, nextCursor } = await page({ sku, after });
        // A row nobody can read may be the one that is looked for.
        if (problems.length)
          throw new ConnectorError("unexpected", "look", `${problems.length} goods could not be read`, {
            says: toyTexts.say("shape"),
          });
        found.push(...items.filter(({ sellerSku }) => sellerSku.trim().toUpperCase() === sku));
        after = nextCursor;
      }
      return found;
    },
    async createHidden(listing, pictures) {
      const photos = pictures.length ? pictures : listing.pictures.map(({ url }) => ({ id: url }));
      const json = { ...contentForToy(listing, photos), sku: listing.sku, price: listing.price, units: 0, shown: false };
      const { id } = await client("POST", "/goods/new", toyNamedSchema, { json });
      return { sku: listing.sku, productId: id };
    },
    update: (listed, listing, pictures) => change(listed, "words", contentForToy(listing, pictures)),
    activate: (listed) => change(listed, "shown", { shown: true }),
    hide: (listed) => change(listed, "shown", { shown: false }),
    list: ({ cursor }) => page({ after: cursor }),
  };
}

const seenFromToy = (good: ToyGood): SeenListing => ({
  sellerSku: good.sku ?? "",
  productId: good.id,
  state: good.shown ? "live" : "hidden",
  channelState: good.shown ? "shown" : "put-away",
  pictureIds: good.photos ?? [],
  ...(good.name == null ? {} : { title: good.name }),
  ...(good.words == null ? {} : { description: good.words }),
  ...(good.price == null ? {} : { price: vnd(good.price) }),
  ...(good.units == null ? {} : { stock: good.units }),
});

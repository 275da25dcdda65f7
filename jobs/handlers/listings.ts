import { type ChannelPicture, ConnectorError, type Listing, type ListingPort } from "connectors/contract";
import type { ActContext, Handlers } from "../act-context.ts";
import { jobsTexts } from "../texts.ts";
import { absent } from "./absent.ts";

const listingsOf = ({ connector }: ActContext): ListingPort => connector.listings ?? absent("listings");

/** Nothing of the listing has been sent while its pictures go up: a failure here is a write that did not happen. */
async function uploadPictures(listing: Listing, context: ActContext): Promise<ChannelPicture[]> {
  const port = listingsOf(context);
  if (!port.uploadPicture) return [];
  const uploaded: ChannelPicture[] = [];
  for (const picture of listing.pictures) {
    try {
      uploaded.push(await port.uploadPicture(picture, await context.backend.picture(picture.url)));
    } catch (error) {
      if (error instanceof ConnectorError)
        throw new ConnectorError(error.kind, error.code, error.message, {
          cause: error,
          sent: false,
          retryAfterMs: error.retryAfterMs,
          says: error.says,
        });
      throw new ConnectorError("retryable", "picture", `Picture ${picture.url} could not be fetched`, {
        cause: error,
        sent: false,
        says: jobsTexts.say("picture"),
      });
    }
  }
  return uploaded;
}

export const listingHandlers: Handlers<
  | "look"
  | "create-hidden"
  | "update-listing"
  | "activate"
  | "hide"
  | "remove"
  | "list-listings"
  | "push-offers"
  | "observe-page"
> = {
  async look({ sku }, context) {
    return { looked: [...(await listingsOf(context).look(sku))] };
  },
  async "create-hidden"({ listing }, context) {
    const pictures = await uploadPictures(listing, context);
    return { pictures, listed: await listingsOf(context).createHidden(listing, pictures) };
  },
  async "update-listing"({ listed, listing, pictures: withPictures }, context) {
    const pictures = withPictures ? await uploadPictures(listing, context) : undefined;
    await listingsOf(context).update(listed, listing, pictures);
    return pictures ? { pictures } : {};
  },
  async activate({ listed }, context) {
    await listingsOf(context).activate(listed);
    return {};
  },
  async hide({ listed }, context) {
    await listingsOf(context).hide(listed);
    return {};
  },
  async remove({ listed }, context) {
    const port = listingsOf(context);
    await (port.remove?.(listed) ?? absent("removal"));
    return {};
  },
  async "list-listings"(_act, context) {
    const port = listingsOf(context);
    let cursor: string | undefined;
    let complete = false;
    for (let pages = 0; pages < 500 && !complete; pages += 1) {
      const beganAt = context.now();
      const page = await port.list({ cursor });
      await context.post({ listings: [...page.items], problems: [...page.problems] }, beganAt);
      cursor = page.nextCursor;
      complete = cursor === undefined;
    }
    return { complete };
  },
  async "push-offers"({ offers }, { connector }) {
    return { report: await (connector.offers ?? absent("offers")).push(offers) };
  },
  async "observe-page"({ url, title }, { connector }) {
    return { page: await (connector.pages ?? absent("pages")).read(url, title === undefined ? undefined : { title }) };
  },
};

import sharp from "sharp";
import { type ChannelPicture, ConnectorError, type Picture } from "../contract/index.ts";
import { kitTexts } from "../kit/texts.ts";
import { tikiLimits } from "./policy.ts";
import type { TikiSettings } from "./settings.ts";
import { tikiTexts } from "./texts.ts";

/** Where Tiki fetches it: nothing is uploaded there (tiki §4). */
export function pictureAddress(url: string, { pictureOrigin }: Pick<TikiSettings, "pictureOrigin">): string {
  if (!pictureOrigin) return url;
  const own = new URL(url, pictureOrigin);
  return new URL(`${own.pathname}${own.search}`, pictureOrigin).href;
}

/** Tiki takes the bytes as they are at that address, so what it would refuse of them is said before it is asked. */
export async function offerPicture(
  picture: Picture,
  bytes: Uint8Array,
  settings: Pick<TikiSettings, "pictureOrigin">,
): Promise<ChannelPicture> {
  // Of nothing at all the library throws before it promises.
  const size = await Promise.resolve()
    .then(() => sharp(bytes).metadata())
    .catch(() => undefined);
  if (!size)
    throw new ConnectorError("validation", "picture", "Picture cannot be read", {
      sent: false,
      says: kitTexts.say("picture-unusable"),
    });
  if (Math.min(size.width, size.height) < tikiLimits.pictureSide)
    throw new ConnectorError("validation", "picture", `Picture of ${size.width} × ${size.height} is too small`, {
      sent: false,
      says: tikiTexts.say("picture-small"),
    });
  const url = pictureAddress(picture.url, settings);
  return { id: url, url };
}

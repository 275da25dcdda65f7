import sharp from "sharp";
import { ConnectorError } from "../contract/index.ts";
import { kitTexts } from "./texts.ts";

/** What a channel takes of a picture; sides in pixels. */
export interface PictureLimits {
  readonly shortestSide: number;
  readonly longestSide: number;
  readonly mostBytes: number;
}
export interface FittedPicture {
  readonly bytes: Uint8Array;
  readonly mediaType: "image/jpeg" | "image/png";
}

const white = { r: 255, g: 255, b: 255, alpha: 1 };

/**
 * A picture that fits comes back as it is. Else a JPEG on white of the same content: enlarged, reduced or framed until both
 * sides fit, then reduced until its weight does. Nothing a camera wrote beside the picture, such as a place, is kept in it.
 */
export async function fitPicture(bytes: Uint8Array, limits: PictureLimits): Promise<FittedPicture> {
  const { shortestSide, longestSide, mostBytes } = limits;
  const { format, width, height, orientation = 1, exif } = await metadata(bytes);
  const mediaType = format === "jpeg" ? "image/jpeg" : format === "png" ? "image/png" : undefined;
  const fits = Math.min(width, height) >= shortestSide && Math.max(width, height) <= longestSide;
  if (mediaType && fits && bytes.length <= mostBytes && orientation === 1 && !exif) return { bytes, mediaType };

  const upright = await decode(bytes, limits);
  for (let scale = 1; scale > 0.05; scale *= 0.8) {
    // Only what is above the shortest side may still shrink.
    const side = (length: number) => Math.max(shortestSide, Math.round(length * scale));
    const image = sharp(upright.data).resize(side(upright.width), side(upright.height), { fit: "contain", background: white });
    for (const quality of [90, 80, 70]) {
      const fitted = await image.clone().jpeg({ quality, mozjpeg: false }).toBuffer();
      if (fitted.length <= mostBytes) return { bytes: new Uint8Array(fitted), mediaType: "image/jpeg" };
    }
  }
  throw unusable("Picture cannot be made light enough");
}

async function metadata(bytes: Uint8Array) {
  try {
    return await sharp(bytes).metadata();
  } catch (error) {
    throw unusable("Picture cannot be read", error);
  }
}

/** Upright, on white, with both sides inside the limits. */
async function decode(bytes: Uint8Array, { shortestSide, longestSide }: PictureLimits) {
  try {
    const turned = await sharp(bytes).autoOrient().flatten({ background: white }).png().toBuffer({ resolveWithObject: true });
    const { width, height } = turned.info;
    const scale = Math.min(Math.max(1, shortestSide / Math.min(width, height)), longestSide / Math.max(width, height));
    const side = (length: number) => Math.min(longestSide, Math.max(shortestSide, Math.round(length * scale)));
    const framed = { width: side(width), height: side(height) };
    const data = await sharp(turned.data)
      .resize(framed.width, framed.height, { fit: "contain", background: white })
      .png()
      .toBuffer();
    return { data, ...framed };
  } catch (error) {
    throw unusable("Picture cannot be read", error);
  }
}

const unusable = (message: string, cause?: unknown) =>
  new ConnectorError("validation", "picture", message, { cause, sent: false, says: kitTexts.say("picture-unusable") });

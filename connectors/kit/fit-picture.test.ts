import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { ConnectorError } from "../contract/index.ts";
import { fitPicture } from "./fit-picture.ts";

const limits = { shortestSide: 330, longestSide: 2_000, mostBytes: 300_000 };
const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 80, b: 20, alpha: 0.5 } } });
/** Noise does not compress, so its weight is real. */
const noise = (width: number, height: number) =>
  sharp(
    Buffer.from(Array.from({ length: width * height * 3 }, (_, index) => (index * 7_919 + (index % 251) * 104_729) % 256)),
    {
      raw: { width, height, channels: 3 },
    },
  );
const sizeOf = async (bytes: Uint8Array) => {
  const { width, height, format, exif, orientation } = await sharp(bytes).metadata();
  return { width, height, format, exif, orientation };
};

describe("a picture made to fit", () => {
  it.each(["jpeg", "png"] as const)("comes back byte for byte when it fits (%s)", async (format) => {
    const bytes = new Uint8Array(await blank(400, 800)[format]().toBuffer());
    expect(await fitPicture(bytes, limits)).toEqual({ bytes, mediaType: `image/${format}` });
  });

  it.each([
    { name: "too small", width: 100, height: 150, wanted: { width: 330, height: 495 } },
    { name: "too large", width: 4_000, height: 1_000, wanted: { width: 2_000, height: 500 } },
    { name: "too long to fit both", width: 4_000, height: 100, wanted: { width: 2_000, height: 330 } },
  ])("keeps its content inside both limits when it is $name", async ({ width, height, wanted }) => {
    const { bytes, mediaType } = await fitPicture(new Uint8Array(await blank(width, height).png().toBuffer()), limits);
    expect(mediaType).toBe("image/jpeg");
    expect(await sizeOf(bytes)).toMatchObject({ ...wanted, format: "jpeg" });
  });

  it("is reduced until it is light enough", async () => {
    const { bytes } = await fitPicture(new Uint8Array(await noise(1_500, 1_500).png().toBuffer()), limits);
    expect(bytes.length).toBeLessThanOrEqual(limits.mostBytes);
    expect((await sizeOf(bytes)).width).toBeGreaterThanOrEqual(limits.shortestSide);
  });

  it("is turned upright and loses what the camera wrote beside it", async () => {
    const sideways = await blank(400, 800)
      .flatten()
      .jpeg()
      .withExif({ IFD3: { GPSLatitudeRef: "N" } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect((await sizeOf(sideways)).exif).toBeDefined();
    expect(await sizeOf((await fitPicture(new Uint8Array(sideways), limits)).bytes)).toMatchObject({
      width: 800,
      height: 400,
      exif: undefined,
      orientation: undefined,
    });
  });

  it("of another format becomes a JPEG", async () => {
    const { mediaType } = await fitPicture(new Uint8Array(await blank(400, 400).webp().toBuffer()), limits);
    expect(mediaType).toBe("image/jpeg");
  });

  it.each([new Uint8Array(), new TextEncoder().encode("không phải ảnh")])(
    "that cannot be read is said, not sent",
    async (bytes) => {
      const error = await fitPicture(bytes, limits).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ConnectorError);
      expect(error).toMatchObject({ kind: "validation", sent: false, says: { code: "kit.picture-unusable" } });
    },
  );
});

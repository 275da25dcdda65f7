import { createHash } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";
import type { Picture } from "connectors/contract";

/** Marketplaces ask for at least 500 pixels a side. */
const side = 640;

/**
 * A drawing that stands in for a missing photo: one pattern and colour for each product set, the same bytes for the same
 * set, so that a channel's copy is found again by its hash.
 */
export function drawIllustration(set: string): Uint8Array {
  const seed = createHash("sha256").update(set).digest();
  const at = (index: number) => seed[index % seed.length] ?? 0;
  const hue = at(0) / 256;
  const paper = colour(hue, 0.25, 0.95);
  const leaf = colour((hue + 0.08) % 1, 0.55, 0.6);
  const fruit = colour((hue + 0.5 + at(1) / 1024) % 1, 0.5, 0.78);
  const petals = 5 + (at(2) % 4);
  const rows: Buffer[] = [];
  for (let y = 0; y < side; y += 1) {
    const row = Buffer.alloc(1 + side * 3);
    for (let x = 0; x < side; x += 1) {
      const dx = (x - side / 2) / (side / 2);
      const dy = (y - side / 2) / (side / 2);
      const radius = Math.hypot(dx, dy);
      const wave = 0.58 + 0.14 * Math.cos(petals * Math.atan2(dy, dx));
      const [red, green, blue] = radius < 0.26 ? fruit : radius < wave ? leaf : paper;
      row[1 + x * 3] = red;
      row[2 + x * 3] = green;
      row[3 + x * 3] = blue;
    }
    rows.push(row);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("tEXt", Buffer.from("Comment\0Anh minh hoa", "latin1")),
    chunk("IDAT", deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const drawn = new Map<string, { bytes: Uint8Array; sha256: string }>();

/** Kept: twenty-six sets, a few kilobytes each. */
export function illustrationOf(set: string): { bytes: Uint8Array; sha256: string } {
  let found = drawn.get(set);
  if (!found) {
    const bytes = drawIllustration(set);
    found = { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
    drawn.set(set, found);
  }
  return found;
}

export const illustrationPicture = (set: string, publicUrl: string): Picture => ({
  sha256: illustrationOf(set).sha256,
  mediaType: "image/png",
  url: new URL(`/files/illustrations/${encodeURIComponent(set)}.png`, publicUrl).href,
  illustration: true,
});

function colour(hue: number, saturation: number, value: number): [number, number, number] {
  const part = (shift: number) => {
    const at = (shift + hue * 6) % 6;
    return Math.round(255 * (value - value * saturation * Math.max(0, Math.min(at, 4 - at, 1))));
  };
  return [part(5), part(3), part(1)];
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

import { createHash } from "node:crypto";
import { LazadaError } from "./error.ts";
import { type Api, type Call, type Marketplace, needed } from "./gateway.ts";
import { readPayload, textOf, textsOf } from "./payload.ts";
import type { Store } from "./store.ts";

const mostBytes = 3_145_728;
const md5 = (value: string | Uint8Array) => createHash("md5").update(value).digest("hex");

/** §4, §5: pictures must be hosted here before a product may show them. */
export function pictureApi({ store }: Marketplace): readonly Api[] {
  async function upload({ files }: Call) {
    const { image } = files;
    if (!image) throw new LazadaError("302", "E302: Not supported URL. The image field should be a stream", { type: "ISP" });
    if (image.size > mostBytes) throw new LazadaError("303", "E303: The image is too large", { type: "ISP" });
    const bytes = new Uint8Array(await image.arrayBuffer());
    const size = sizeOf(bytes);
    if (!size) throw new LazadaError("300", "E300: Upload Image Failed", { type: "ISP" });
    if (Math.min(size.width, size.height) < 330 || Math.max(size.width, size.height) > 5_000)
      throw new LazadaError("302", "The image must be 330 to 5000 px", { type: "ISP" });
    const hash = md5(bytes);
    return { data: { image: { url: host(store, hash, size.type), hash_code: hash } } };
  }

  function migrate({ parameters }: Call) {
    const url = textOf(readPayload(parameters.payload), "Image", "Url") ?? "";
    if (!movable(url)) throw new LazadaError("302", "E302: Not supported URL", { type: "ISP" });
    const hash = md5(url);
    return { data: { image: { url: host(store, hash, "jpg"), hash_code: hash } } };
  }

  function migrateMany({ parameters }: Call) {
    const urls = textsOf(readPayload(parameters.payload), "Images", "Url");
    if (!urls.length) throw new LazadaError("30", "E030: Empty Request", { type: "ISP" });
    if (urls.length > 8) throw new LazadaError("301", "E301: Migrate Image Failed. At most 8", { type: "ISP" });
    const batch = store.random.hex(13);
    store.state.batches[batch] = { at: store.now() + store.lag(store.dials.migrateMs), urls };
    store.changed();
    return { batch_id: batch };
  }

  function migrated({ parameters }: Call) {
    const batch = store.state.batches[needed(parameters, "batch_id")];
    if (!batch) throw new LazadaError("5", "E005: Invalid Request Format", { type: "ISP" });
    // No page says how a batch that is not ready is told; nothing is in it yet.
    const done = batch.at <= store.now() ? batch.urls : [];
    return {
      data: {
        images: done.filter(movable).map((url) => ({ url: host(store, md5(url), "jpg"), hash_code: md5(url) })),
        errors: done
          .filter((url) => !movable(url))
          .map((url) => ({ field: url, msg: "302: Not supported URL", original_url: url })),
      },
    };
  }

  return [
    { path: "/image/upload", methods: ["POST"], access: "seller", call: upload },
    { path: "/image/migrate", methods: ["POST"], access: "seller", call: migrate },
    { path: "/images/migrate", methods: ["POST"], access: "seller", call: migrateMany },
    { path: "/image/response/get", methods: ["GET"], access: "seller", call: migrated },
  ];
}

function host(store: Store, hash: string, type: "jpg" | "png"): string {
  const url = `https://vn-live.slatic.invalid/p/${hash}.${type}`;
  store.state.images[url] = hash;
  store.changed();
  return url;
}

/** Only ports 80 and 443 and no bare address; what lies there is not fetched here. */
function movable(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return (
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    url.port === "" &&
    /[a-z]/i.test(url.hostname.split(".").at(-1) ?? "")
  );
}

/** Kind and pixels, from the first bytes of a PNG or the frame of a JPEG. */
function sizeOf(bytes: Uint8Array): { type: "jpg" | "png"; width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length >= 24 && view.getUint32(0) === 0x89504e47)
    return { type: "png", width: view.getUint32(16), height: view.getUint32(20) };
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 < bytes.length) {
    const marker = view.getUint8(at + 1);
    if (view.getUint8(at) !== 0xff) return undefined;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { type: "jpg", width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

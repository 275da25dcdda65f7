import { Transform } from "node:stream";

/**
 * What React writes a page into. Where a letter of several bytes would cross the end of React 18's buffer, it leaves the
 * buffer's last bytes zero and sends them too; no page and no UTF-8 letter holds a zero byte.
 */
export function openPageBody(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });
}

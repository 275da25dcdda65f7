import { crc32 } from "node:zlib";
import { type Entry, fromBuffer, type ZipFile } from "yauzl";

export type WorkbookFault =
  | "not-xlsx"
  | "old-xls-or-password"
  | "broken"
  | "too-many-parts"
  | "inflates-too-large"
  | "doctype"
  | "too-many-strings"
  | "text-too-long"
  | "too-many-columns";

export class UnreadableWorkbook extends Error {
  readonly fault: WorkbookFault;
  constructor(fault: WorkbookFault, cause?: unknown) {
    super(`unreadable workbook: ${fault}`, { cause });
    this.fault = fault;
  }
}

const limits = { entries: 2_000, partBytes: 64 << 20, totalBytes: 96 << 20 };

/**
 * The parts of a zip, inflated one at a time and never beyond the limits: the declared size is checked before inflating, the
 * true size by yauzl while it inflates, the checksum by us, since yauzl does not.
 */
export class ZipParts {
  #left = limits.totalBytes;
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  static async open(bytes: Uint8Array): Promise<ZipParts> {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (file.length >= 8 && file.readUInt32BE(0) === 0xd0cf11e0) throw new UnreadableWorkbook("old-xls-or-password");
    if (file.length < 22 || file.readUInt16BE(0) !== 0x504b) throw new UnreadableWorkbook("not-xlsx");
    // Some portals append bytes after the archive; what follows its end record is not part of it.
    const end = file.lastIndexOf("PK\x05\x06", undefined, "latin1");
    const archive = end >= 0 && end + 22 <= file.length ? file.subarray(0, end + 22 + file.readUInt16LE(end + 20)) : file;

    return new Promise((resolve, reject) => {
      const fail = (cause: unknown) =>
        reject(cause instanceof UnreadableWorkbook ? cause : new UnreadableWorkbook("broken", cause));
      fromBuffer(archive, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
        if (error) return fail(error);
        if (zip.entryCount > limits.entries) return fail(new UnreadableWorkbook("too-many-parts"));
        const entries = new Map<string, Entry>();
        zip.on("error", fail);
        zip.on("entry", (entry: Entry) => {
          const name = entry.fileName.toLowerCase();
          if (entries.has(name)) return fail(new UnreadableWorkbook("broken"));
          entries.set(name, entry);
          zip.readEntry();
        });
        zip.on("end", () => resolve(new ZipParts(zip, entries)));
        zip.readEntry();
      });
    });
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  async *chunks(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name.toLowerCase());
    if (!entry) throw new UnreadableWorkbook("not-xlsx");
    this.#left -= entry.uncompressedSize;
    if (entry.uncompressedSize > limits.partBytes || this.#left < 0) throw new UnreadableWorkbook("inflates-too-large");
    let sum = 0;
    try {
      for await (const chunk of await this.#stream(entry)) {
        sum = crc32(chunk as Buffer, sum);
        yield chunk as Buffer;
      }
    } catch (error) {
      throw error instanceof UnreadableWorkbook ? error : new UnreadableWorkbook("broken", error);
    }
    if (sum !== entry.crc32) throw new UnreadableWorkbook("broken");
  }

  #stream(entry: Entry): Promise<NodeJS.ReadableStream> {
    return new Promise((resolve, reject) => {
      this.#zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
    });
  }
}

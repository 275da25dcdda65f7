/**
 * Text from files of people: BOM, else strict UTF-8, else windows-1258 (what older Vietnamese Excel writes); composed (NFC),
 * so that one name has one spelling.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes).normalize("NFC");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).normalize("NFC");
  } catch {
    return new TextDecoder("windows-1258").decode(bytes).normalize("NFC");
  }
}

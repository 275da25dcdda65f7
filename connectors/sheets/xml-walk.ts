import { SaxesParser, type SaxesTagPlain } from "saxes";
import { UnreadableWorkbook, type ZipParts } from "./zip-parts.ts";

export interface XmlVisitor {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

const localName = (name: string) => name.slice(name.indexOf(":") + 1);

/** Walks one XML part chunk by chunk; `stop` ends it early. A doctype is refused: entities can be made to explode. */
export async function walkXml(zip: ZipParts, part: string, visitor: XmlVisitor, stop = () => false): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on("error", (error) => {
    throw new UnreadableWorkbook("broken", error);
  });
  parser.on("doctype", () => {
    throw new UnreadableWorkbook("doctype");
  });
  parser.on("opentag", (tag: SaxesTagPlain) => visitor.open(localName(tag.name), tag.attributes));
  parser.on("closetag", (tag: SaxesTagPlain) => visitor.close?.(localName(tag.name)));
  parser.on("text", (text) => visitor.text?.(text));
  parser.on("cdata", (text) => visitor.text?.(text));
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const chunk of zip.chunks(part)) {
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch (error) {
      throw new UnreadableWorkbook("broken", error);
    }
    parser.write(text);
    if (stop()) return;
  }
  parser.close();
}

const encodingOf = (start: Buffer) =>
  start[0] === 0xff && start[1] === 0xfe ? "utf-16le" : start[0] === 0xfe && start[1] === 0xff ? "utf-16be" : "utf-8";

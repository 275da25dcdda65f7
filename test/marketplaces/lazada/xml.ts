/** What a document or a JSON text holds, alike for both: elements of one name side by side are a list. */
export type Tree = string | readonly Tree[] | { readonly [name: string]: Tree };

export class XmlError extends Error {}

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([\w.:-]+)\s*>|<([\w.:-]+)(?:\s[^<>]*?)?(\/?)>|([^<]+)/y;
const entities = new Map(Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }));

interface Open {
  readonly name: string;
  readonly children: { name: string; value: Tree }[];
  text: string;
}

/** The small part of XML that payloads are written in; attributes are passed over, anything not well formed is refused. */
export function treeOfXml(source: string): { readonly [name: string]: Tree } {
  const root: Open = { name: "", children: [], text: "" };
  const open: Open[] = [root];
  const innermost = () => open.at(-1) ?? root;
  token.lastIndex = 0;
  while (token.lastIndex < source.length) {
    const at = token.lastIndex;
    const found = token.exec(source);
    if (!found) throw new XmlError(`Not well formed at character ${at}.`);
    const [, data, closed, opened, empty, text] = found;
    if (data !== undefined) innermost().text += data;
    else if (text !== undefined) innermost().text += decoded(text);
    else if (opened !== undefined) {
      open.push({ name: opened, children: [], text: "" });
      if (empty) close(opened);
    } else if (closed !== undefined) close(closed);
  }
  if (open.length > 1) throw new XmlError(`Element ${innermost().name} is not closed.`);
  const document = valueOf(root);
  if (typeof document === "string" || root.text.trim()) throw new XmlError("There is no element.");
  return document as { readonly [name: string]: Tree };

  function close(name: string): void {
    const element = open.pop();
    if (!element || element === root || element.name !== name) throw new XmlError(`Element ${name} is closed but not open.`);
    innermost().children.push({ name, value: valueOf(element) });
  }
}

function valueOf({ children, text }: Open): Tree {
  if (!children.length) return text.trim();
  const byName = new Map<string, Tree[]>();
  for (const { name, value } of children) byName.set(name, [...(byName.get(name) ?? []), value]);
  return Object.fromEntries([...byName].map(([name, all]) => [name, all.length === 1 ? (all[0] ?? "") : all]));
}

const decoded = (text: string): string =>
  text.replace(/&([^;\s&]*;?)/g, (whole, body: string) => {
    const name = body.endsWith(";") ? body.slice(0, -1) : "";
    const known = entities.get(name);
    if (known !== undefined) return known;
    const number = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(name);
    if (!number) throw new XmlError(`${whole} is not an entity; an ampersand must be escaped.`);
    return String.fromCodePoint(number[1] ? Number.parseInt(number[1], 16) : Number(number[2]));
  });

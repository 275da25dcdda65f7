import { LazadaError } from "./error.ts";
import { type Tree, treeOfXml, XmlError } from "./xml.ts";

/** §5.1: one text, XML or JSON, with `Request` at its root. */
export function readPayload(text: string | undefined): Tree {
  if (!text) throw new LazadaError("30", "E030: Empty Request");
  const document = text.trimStart().startsWith("{") ? treeOfJson(text) : fromXml(text);
  const request = child(document, "Request");
  if (request === undefined) throw new LazadaError("5", "E005: Invalid Request Format");
  return request;
}

function fromXml(text: string): Tree {
  try {
    return treeOfXml(text);
  } catch (error) {
    if (error instanceof XmlError) throw new LazadaError("5", `E005: Invalid Request Format. ${error.message}`);
    throw error;
  }
}

/** In JSON, `Image` and `Sku` are lists and every value of a SKU is text; XML cannot be wrong in that way. */
function treeOfJson(text: string): Tree {
  const wrong = (why: string) => new LazadaError("1001", `The parameters are not in JSON format: ${why}`);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw wrong("it cannot be parsed.");
  }
  return tree(document, "", false);

  function tree(value: unknown, name: string, inSku: boolean): Tree {
    if (Array.isArray(value)) return value.map((each) => tree(each, "", inSku || name === "Sku"));
    if (name === "Image" || name === "Sku") throw wrong(`${name} must be a list.`);
    if (typeof value === "string") return value;
    if (value !== null && typeof value === "object")
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, tree(each, key, inSku)]));
    if (inSku) throw wrong("every value of a SKU must be text.");
    return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
  }
}

export function child(tree: Tree | undefined, ...names: readonly string[]): Tree | undefined {
  let found = tree;
  for (const name of names) {
    if (found === undefined || typeof found === "string" || Array.isArray(found)) return undefined;
    found = (found as { readonly [name: string]: Tree })[name];
  }
  return found;
}

/** Text that is there and not empty. */
export function textOf(tree: Tree | undefined, ...names: readonly string[]): string | undefined {
  const found = child(tree, ...names);
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** One or many alike; nothing is an empty list. */
export function listOf(tree: Tree | undefined, ...names: readonly string[]): readonly Tree[] {
  const found = child(tree, ...names);
  if (found === undefined || found === "") return [];
  return Array.isArray(found) ? (found as readonly Tree[]) : [found];
}

export function textsOf(tree: Tree | undefined, ...names: readonly string[]): string[] {
  return listOf(tree, ...names).filter((each): each is string => typeof each === "string" && each !== "");
}

/** The texts directly below an element, by name. */
export function fieldsOf(tree: Tree | undefined): Record<string, string> {
  if (tree === undefined || typeof tree === "string" || Array.isArray(tree)) return {};
  return Object.fromEntries(
    Object.entries(tree as { readonly [name: string]: Tree }).filter(
      (each): each is [string, string] => typeof each[1] === "string",
    ),
  );
}

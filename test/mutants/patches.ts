import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One planted mistake: a patch of the tree, whose first lines say what is wrong and by which document. */
export interface Planted {
  readonly name: string;
  readonly file: string;
  readonly reason: string;
}
export interface Mutant extends Planted {
  readonly channel: string;
}

/** Named `<channel>-<what>`: that channel's conformance is asked. */
export const connectorMutants = (): Mutant[] =>
  plantedIn("connectors").map((each) => ({ ...each, channel: each.name.slice(0, each.name.indexOf("-")) }));

export const engineMutants = (): Planted[] => plantedIn("engine");

function plantedIn(place: string): Planted[] {
  const folder = join(import.meta.dirname, place);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".patch"))
    .sort()
    .map((name) => {
      const file = join(folder, name);
      const [reason = ""] = readFileSync(file, "utf8").split(/^diff --git /m);
      return { name: name.slice(0, -".patch".length), file, reason: reason.trim() };
    });
}

/** The files of the tree that a patch changes. */
export const changedBy = ({ file }: Planted): string[] =>
  [...readFileSync(file, "utf8").matchAll(/^\+\+\+ b\/(.+)$/gm)].flatMap(([, path]) => path ?? []);

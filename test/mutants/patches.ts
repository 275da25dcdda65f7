import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One planted mistake: a patch of the tree, whose first lines say what is wrong and by which document. */
export interface Mutant {
  readonly name: string;
  readonly channel: string;
  readonly file: string;
  readonly reason: string;
}

const folder = join(import.meta.dirname, "connectors");

/** Named `<channel>-<what>`: that channel's conformance is asked. */
export function connectorMutants(): Mutant[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".patch"))
    .sort()
    .map((name) => {
      const file = join(folder, name);
      const [reason = ""] = readFileSync(file, "utf8").split(/^diff --git /m);
      return {
        name: name.slice(0, -".patch".length),
        channel: name.slice(0, name.indexOf("-")),
        file,
        reason: reason.trim(),
      };
    });
}

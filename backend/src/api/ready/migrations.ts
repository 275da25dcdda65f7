import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { MedusaModule } from "@medusajs/framework/modules-sdk";

/** Every migration that the modules of this build bring, Medusa's own and ours, by name. */
export function shippedMigrations(): string[] {
  return MedusaModule.getAllModuleResolutions().flatMap(({ resolutionPath }) => {
    // A module that is switched off has none.
    if (typeof resolutionPath !== "string" || !resolutionPath) return [];
    const folder = path.join(path.dirname(require.resolve(homeOf(resolutionPath))), "migrations");
    if (!existsSync(folder)) return [];
    return readdirSync(folder).flatMap((file) => /^(Migration\w+)\.(?:ts|js)$/.exec(file)?.[1] ?? []);
  });
}

/** Medusa's own are passed on by its main package, and say themselves where they live. */
function homeOf(resolutionPath: string): string {
  const loaded: unknown = require(resolutionPath);
  const home = typeof loaded === "object" && loaded !== null && "discoveryPath" in loaded ? loaded.discoveryPath : undefined;
  return typeof home === "string" ? home : resolutionPath;
}

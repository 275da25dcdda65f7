import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const copied = ["connectors", "test"];
const notCopied = new Set(["node_modules", "dist", "screenshots"]);
/** Caches, and packages of ours that no connector needs. */
const notLinked = new Set([".vite", ".vite-temp", "backend", "jobs", "storefront"]);

/** A copy of the tree as it is on disk, to be broken on purpose; the tree itself is never touched. */
export interface Workbench {
  readonly folder: string;
  /** False where the patch does not apply; then nothing was changed. */
  plant(patch: string): Promise<boolean>;
  uproot(patch: string): Promise<void>;
  close(): void;
}

export function openWorkbench(root: string): Workbench {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "mutants-")));
  for (const name of [...copied, "package.json", "tsconfig.json"])
    cpSync(join(root, name), join(folder, name), { recursive: true, filter: (from) => !notCopied.has(basename(from)) });

  // Links to every package but our own, which must be the copies.
  mkdirSync(join(folder, "node_modules"));
  for (const name of readdirSync(join(root, "node_modules")).filter((each) => !notLinked.has(each)))
    symlinkSync(join(copied.includes(name) ? folder : join(root, "node_modules"), name), join(folder, "node_modules", name));
  // Packages that a workspace has in another version than the root.
  for (const name of copied.filter((each) => readdirSync(join(root, each)).includes("node_modules")))
    symlinkSync(join(root, name, "node_modules"), join(folder, name, "node_modules"));

  // Inside a repository of somebody else's, git would take the patch for one of its root.
  const options = { cwd: folder, env: { ...process.env, GIT_CEILING_DIRECTORIES: dirname(folder) } };
  return {
    folder,
    plant: (patch) =>
      run("git", ["apply", patch], options).then(
        () => true,
        () => false,
      ),
    uproot: async (patch) => {
      await run("git", ["apply", "--reverse", patch], options);
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

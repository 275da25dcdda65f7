import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const ours = new Set(["backend", "connectors", "jobs", "storefront", "test"]);
const notCopied = new Set(["node_modules", "dist", "screenshots", ".medusa", ".vite"]);
const caches = new Set([".vite", ".vite-temp"]);

/** A copy of the tree as it is on disk, to be broken on purpose; the tree itself is never touched. */
export interface Workbench {
  readonly folder: string;
  /** False where the patch does not apply; then nothing was changed. */
  plant(patch: string): Promise<boolean>;
  uproot(patch: string): Promise<void>;
  close(): void;
}

export function openWorkbench(root: string, copied: readonly string[] = ["connectors", "test"]): Workbench {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "mutants-")));
  for (const name of [...copied, "package.json", "tsconfig.json"])
    cpSync(join(root, name), join(folder, name), { recursive: true, filter: (from) => !notCopied.has(basename(from)) });

  // Links to every package but our own, which must be the copies or are not there.
  mkdirSync(join(folder, "node_modules"));
  for (const name of readdirSync(join(root, "node_modules")).filter((each) => !caches.has(each) && !ours.has(each)))
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
  for (const name of copied) symlinkSync(join(folder, name), join(folder, "node_modules", name));
  // Packages that a workspace has in another version than the root.
  for (const name of copied.filter((each) => existsSync(join(root, each, "node_modules"))))
    for (const own of readdirSync(join(root, name, "node_modules")).filter((each) => !caches.has(each))) {
      mkdirSync(join(folder, name, "node_modules"), { recursive: true });
      symlinkSync(join(root, name, "node_modules", own), join(folder, name, "node_modules", own));
    }

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

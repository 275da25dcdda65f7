import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

it.each(["connectors", "jobs", "test"])("the type check of %s reads its files", (workspace) => {
  const listed = execFileSync(
    process.execPath,
    ["node_modules/typescript/bin/tsc", "--listFilesOnly", "-p", `${workspace}/tsconfig.json`],
    { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 },
  );
  const own = listed.split("\n").filter((file) => file.includes(`/${workspace}/`) && !file.includes("/node_modules/"));
  expect(own.length).toBeGreaterThan(5);
});

import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { changedBy, connectorMutants, engineMutants } from "./patches.ts";

const root = path.resolve(import.meta.dirname, "../..");
const run = promisify(execFile);

describe("planted mistakes", () => {
  const mutants = [...connectorMutants(), ...engineMutants()];

  it("has a dozen or more for each channel that has an API", () => {
    for (const channel of ["shopee", "lazada", "tiki"])
      expect(connectorMutants().filter((mutant) => mutant.channel === channel).length).toBeGreaterThanOrEqual(12);
  });

  it("has thirty or more of the engine, and none of anything else among them", () => {
    expect(engineMutants().length).toBeGreaterThanOrEqual(30);
    expect(
      engineMutants()
        .flatMap(changedBy)
        .filter((path) => !/^(backend\/src\/modules\/channels|jobs)\//.test(path)),
    ).toEqual([]);
  });

  it("says of each why it is wrong and by which document", () => {
    expect(mutants.filter(({ reason }) => !/^.{20,}\nSource: .+$/s.test(reason)).map(({ name }) => name)).toEqual([]);
  });

  it("finds each still to be planted in the tree as it is", async () => {
    const rotten: string[] = [];
    for (const { name, file } of mutants)
      await run("git", ["apply", "--check", file], { cwd: root }).catch((error: { stderr?: string }) =>
        rotten.push(`${name}: ${error.stderr ?? ""}`),
      );
    expect(rotten).toEqual([]);
  });
});

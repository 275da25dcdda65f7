import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const skipped = /(^|\/)(node_modules|dist|build|\.medusa|\.react-router|\.local)(\/|$)/;

interface Import {
  readonly from: string;
  /** A file of ours from the root, or a package name as it is written. */
  readonly to: string;
}

function importsOf(folder: string): Import[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.split(path.sep).join("/")}`)
    .filter((name) => /\.(ts|tsx|mts|mjs)$/.test(name) && !skipped.test(name))
    .flatMap((from) =>
      [...readFileSync(path.join(root, from), "utf8").matchAll(/(?:\bfrom|\bimport|\bimport\()\s*"([^"]+)"/g)].map(
        ([, word = ""]) => ({ from, to: word.startsWith(".") ? path.posix.join(path.posix.dirname(from), word) : word }),
      ),
    );
}

const isTest = ({ from }: Import) => /\.(test|spec|journey)\.tsx?$/.test(from);
const wrong = (imports: readonly Import[], allowed: (each: Import) => boolean) =>
  imports.filter((each) => !allowed(each)).map(({ from, to }) => `${from} → ${to}`);
const ofHouse = (word: string) => /^(connectors|jobs|backend|storefront)(\/|$)/.test(word);
const within = (folder: string) => (word: string) => word === folder || word.startsWith(`${folder}/`);

describe("the arrows of the house", () => {
  const connectors = importsOf("connectors");
  const channels = ["shopee", "postmart", "lazada", "tiki", "voso", "ketnoiocop"];

  it("sees the imports that are there", () => {
    expect(connectors.length).toBeGreaterThan(50);
    expect(importsOf("backend").some(({ to }) => to === "connectors/contract")).toBe(true);
  });

  it("lets connectors know nobody but themselves, and the contract nobody at all", () => {
    expect(wrong(connectors, ({ to }) => !ofHouse(to) || within("connectors")(to))).toEqual([]);
    const contract = connectors.filter(({ from }) => within("connectors/contract")(from));
    expect(wrong(contract, ({ to }) => !ofHouse(to) || within("connectors/contract")(to))).toEqual([]);
    expect(wrong(connectors, ({ to }) => !/medusa|bullmq|react|ioredis/.test(to))).toEqual([]);
  });

  it("keeps one channel from knowing another", () => {
    for (const channel of channels) {
      const own = connectors.filter(({ from }) => within(`connectors/${channel}`)(from));
      const others = channels.filter((each) => each !== channel);
      expect(wrong(own, ({ to }) => !others.some((other) => within(`connectors/${other}`)(to)))).toEqual([]);
    }
  });

  it("keeps the network out of edges and sheets", () => {
    const pure = connectors.filter((each) => /(\/edge|^connectors\/edges)\.ts$|^connectors\/sheets\//.test(each.from));
    expect(wrong(pure, ({ to }) => !/axios|sharp|http-client/.test(to))).toEqual([]);
  });

  it("lets the backend reach connectors by contract, edges and sheets, and jobs by the ring alone", () => {
    const open = new Set(["connectors/contract", "connectors/edges", "connectors/sheets", "jobs/ring"]);
    const outside = importsOf("backend").filter(({ to }) => ofHouse(to) && !within("backend")(to));
    expect(wrong(outside, ({ to }) => open.has(to))).toEqual([]);
  });

  it("lets jobs know the contract and the list of channels, never a channel's own files", () => {
    const outside = importsOf("jobs").filter(({ to }) => ofHouse(to) && !within("jobs")(to));
    expect(wrong(outside, ({ to }) => to === "connectors/contract" || to === "connectors/channels")).toEqual([]);
  });

  it("lets the storefront know no other workspace", () => {
    expect(wrong(importsOf("storefront"), ({ to }) => !ofHouse(to) || within("storefront")(to))).toEqual([]);
  });

  it("keeps what only tests use out of what runs", () => {
    const running = [...connectors, ...importsOf("jobs"), ...importsOf("storefront/app")].filter((each) => !isTest(each));
    expect(wrong(running, ({ to }) => !/^(vitest|msw|fast-check|playwright-core)/.test(to))).toEqual([]);
  });
});

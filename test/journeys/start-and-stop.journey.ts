import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { forget, type Product, startProduct } from "./product.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const localDir = join(tmpdir(), `ocop-start-${process.pid}`);
const backupFile = `${localDir}.backup`;
let product: Product | undefined;

afterAll(async () => {
  await product?.stop();
  if (product) forget(product);
  rmSync(backupFile, { force: true });
});

const command = (words: string[], environment: Record<string, string> = {}) =>
  spawnSync(process.execPath, ["backend/local/start.mjs", ...words], {
    cwd: root,
    encoding: "utf8",
    timeout: 120_000,
    env: { ...process.env, LOCAL_DIR: localDir, DATABASE_URL: "", REDIS_URL: "", ...environment },
  });

const catalogueCount = async (storefront: string): Promise<string | undefined> => {
  const page = await (await fetch(`${storefront}/san-pham`)).text();
  const status = /<p role="status"[^>]*>(.*?)<\/p>/s.exec(page)?.[1] ?? "";
  return /^(\d+) sản phẩm$/.exec(status.replaceAll(/<[^>]*>/g, ""))?.[1];
};

describe("starting and stopping", () => {
  it("names a malformed setting in one line", () => {
    const answer = command(["start"], { STOREFRONT_PORT: "abc" });
    expect(answer.status).toBe(1);
    expect(answer.stderr.trim()).toMatch(/^Setting not usable: STOREFRONT_PORT \(.+\)$/);
  });

  it("names the port that is in use and its setting", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const answer = command(["start"], { BACKEND_PORT: String(port) });
    server.close();
    expect(answer.status).toBe(1);
    expect(answer.stderr.trim()).toBe(`Port ${port} is in use: stop what listens there, or set BACKEND_PORT to another port.`);
  });

  it("names the server that does not answer and its setting", () => {
    const answer = command(["start"], { DATABASE_URL: "postgres://nobody@127.0.0.1:9/none" });
    expect(answer.status).toBe(1);
    expect(answer.stderr.trim()).toMatch(/^Nothing answers at 127\.0\.0\.1:9 \(ECONNREFUSED\): check DATABASE_URL\.$/m);
  });

  it("refuses to back up or restore what is not there", () => {
    expect(command(["backup", backupFile]).stderr).toMatch(/Nothing to back up yet/);
    expect(command(["restore", join(root, "package.json")]).status).toBe(1);
  });

  it("starts, keeps its secrets to itself and says that it is ready", async () => {
    product = await startProduct({ localDir });
    expect(product.said()).toMatch(/^ready in \d+ s$/m);
    expect(statSync(join(localDir, "secrets.json")).mode & 0o777).toBe(0o600);
    expect(Number(await catalogueCount(product.storefront))).toBeGreaterThan(40);
  });

  it("starts its database again when that dies, and serves on", async () => {
    const [before] = readFileSync(join(localDir, "postgres/postmaster.pid"), "utf8").split("\n");
    process.kill(Number(before), "SIGKILL");
    await expect.poll(() => product?.said(), { timeout: 30_000 }).toContain("Postgres ended; started again");
    await expect
      .poll(() => catalogueCount(product?.storefront ?? "").catch(() => undefined), { timeout: 60_000, interval: 500 })
      .toMatch(/^\d{2,}$/);
    const [after] = readFileSync(join(localDir, "postgres/postmaster.pid"), "utf8").split("\n");
    expect(after).not.toBe(before);
  });

  it("will not back up under a running product", () => {
    expect(command(["backup", backupFile]).stderr).toMatch(/The product is running/);
  });

  it("leaves no process and no lock when it is stopped", async () => {
    const pids = Object.values(JSON.parse(readFileSync(join(localDir, "pids.json"), "utf8")) as Record<string, number>);
    const [postmaster] = readFileSync(join(localDir, "postgres/postmaster.pid"), "utf8").split("\n");
    expect(await product?.stop()).toBe(0);
    for (const pid of [...pids, Number(postmaster)]) expect(isRunning(pid)).toBe(false);
    expect(existsSync(join(localDir, "start.pid"))).toBe(false);
    expect(existsSync(join(localDir, "postgres/postmaster.pid"))).toBe(false);
  });

  it("carries the whole state through a backup and a restore", async () => {
    const backedUp = command(["backup", backupFile]);
    expect(backedUp.stderr).toBe("");
    expect(statSync(backupFile).mode & 0o777).toBe(0o600);
    const secrets = readFileSync(join(localDir, "secrets.json"), "utf8");
    rmSync(localDir, { recursive: true, force: true });
    expect(command(["restore", backupFile]).status).toBe(0);
    expect(readFileSync(join(localDir, "secrets.json"), "utf8")).toBe(secrets);
    product = await startProduct({ localDir });
    expect(product.said()).not.toContain("Loading the real data");
    expect(Number(await catalogueCount(product.storefront))).toBeGreaterThan(40);
    expect(await product.stop()).toBe(0);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

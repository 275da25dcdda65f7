import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Product {
  readonly storefront: string;
  readonly backend: string;
  readonly marketplaces: string;
  readonly localDir: string;
  readonly password: string;
  /** All that the start has printed. */
  said(): string;
  stop(): Promise<number | null>;
}

/** The product as a person starts it, on free ports and in a folder of its own. */
export async function startProduct(
  options: { localDir?: string; words?: string[]; environment?: Record<string, string> } = {},
): Promise<Product> {
  const localDir = options.localDir ?? join(tmpdir(), `ocop-journey-${process.pid}-${Date.now()}`);
  const [storefront, backend, marketplaces] = await freePorts(3);
  const child = spawn(process.execPath, ["backend/local/start.mjs", "start", ...(options.words ?? [])], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      NODE_OPTIONS: "",
      VITEST: "",
      STOREFRONT_PORT: String(storefront),
      BACKEND_PORT: String(backend),
      MARKETPLACES_PORT: String(marketplaces),
      LOCAL_DIR: localDir,
      DATABASE_URL: "",
      REDIS_URL: "",
      ...options.environment,
    },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (said += String(text)));
  await ready(child, () => said);
  const { demonstrationPassword } = JSON.parse(readFileSync(join(localDir, "secrets.json"), "utf8")) as {
    demonstrationPassword: string;
  };
  return {
    storefront: `http://localhost:${storefront}`,
    backend: `http://localhost:${backend}`,
    marketplaces: `http://localhost:${marketplaces}`,
    localDir,
    password: demonstrationPassword,
    said: () => said,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve(child.exitCode);
        child.once("exit", resolve);
        child.kill("SIGINT");
      }),
  };
}

export function forget(product: Product): void {
  rmSync(product.localDir, { recursive: true, force: true });
}

function ready(child: ChildProcess, said: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => fail("was not ready in time"), 400_000);
    const fail = (why: string) => {
      clearTimeout(limit);
      child.kill("SIGINT");
      reject(new Error(`The product ${why}:\n${said()}`));
    };
    child.stdout?.on("data", () => {
      if (!/^ready in \d+ s$/m.test(said())) return;
      clearTimeout(limit);
      resolve();
    });
    child.once("exit", (code) => fail(`ended (${code})`));
  });
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer().listen(0, "127.0.0.1", () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

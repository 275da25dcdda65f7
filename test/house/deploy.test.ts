import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { settingsSchema as backendSchema } from "../../backend/src/settings.ts";
import { environmentSchema as workersSchema } from "../../jobs/env.ts";

const root = path.resolve(import.meta.dirname, "../..");
const read = (name: string) => readFileSync(path.join(root, name), "utf8");

interface Service {
  readonly image: string;
  readonly working_dir?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>> | readonly string[];
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const example = read("backend/deploy/.env.example");
const compose = parse(read("backend/deploy/compose.yaml"), { merge: true }) as Compose;
const service = (name: string): Service => {
  const found = compose.services[name];
  if (!found) throw new Error(`no service ${name}`);
  return found;
};
const units = readdirSync(path.join(root, "backend/deploy/systemd"));

/** As somebody has filled it in. */
const filled = Object.fromEntries(
  example.split("\n").flatMap((line) => {
    const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
    if (!name) return [];
    const secret = name === "CREDENTIAL_KEY" ? `first:${"A".repeat(43)}=` : "long-enough-to-be-a-secret";
    return [[name, value || secret]];
  }),
) as Record<string, string>;

/** What a service is given, as compose fills `\${NAME}`, `\${NAME:-otherwise}` and `\${NAME:?why}` in. */
function given(name: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(service(name).environment ?? {}).map(([key, value]) => [
      key,
      String(value).replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, setting: string, how: string, word: string) => {
        const set = filled[setting];
        if (!set && how === "?") throw new Error(`${name} needs ${setting}`);
        return set ?? (how === "-" ? word : "");
      }),
    ]),
  );
}

describe("the example of an installation", () => {
  let storefront: typeof import("../../storefront/app/env.server.ts");
  beforeAll(async () => {
    // It reads the settings of its process as it is loaded.
    Object.assign(process.env, given("storefront"));
    storefront = await import("../../storefront/app/env.server.ts");
  });

  it("names every setting of every process, each once, with a word about it", () => {
    const settings = new Set(
      [backendSchema, workersSchema, storefront.settingsSchema].flatMap(({ shape }) => Object.keys(shape)),
    );
    const named = [...example.matchAll(/^#?([A-Z][A-Z_]*)=/gm)].map(([, name = ""]) => name);
    expect([...settings].filter((name) => !named.includes(name))).toEqual([]);
    expect(named).toEqual([...new Set(named)]);
    const lines = example.split("\n");
    for (const [index, line] of lines.entries())
      if (/^#?[A-Z][A-Z_]*=/.test(line)) expect([line, lines[index - 1]]).toEqual([line, expect.stringMatching(/^# \S/)]);
  });

  it("gives each process of the compose file all that it asks for", () => {
    for (const name of ["prepare", "backend", "backend-worker"]) {
      const checked = backendSchema.safeParse(given(name));
      expect([name, checked.error?.issues]).toEqual([name, undefined]);
    }
    expect(workersSchema.safeParse(given("workers")).error?.issues).toBeUndefined();
    expect(() => storefront.readSettings(given("storefront"))).not.toThrow();
  });

  it("keeps each process' secrets from the others", () => {
    for (const name of ["storefront", "workers"])
      for (const secret of ["CREDENTIAL_KEY", "JWT_SECRET", "COOKIE_SECRET"])
        expect(Object.keys(given(name))).not.toContain(secret);
    expect(Object.keys(given("storefront"))).not.toContain("WORKER_TOKEN");
    expect(Object.keys(given("proxy")).sort()).toEqual(["PUBLIC_URL", "STOREFRONT_URL"]);
  });

  it("starts what the packages' own start scripts start", () => {
    const scripts = (workspace: string) =>
      (JSON.parse(read(`${workspace}/package.json`)) as { scripts: { start: string } }).scripts.start;
    const started = (words: string) => words.split(" ").slice(-2).join(" ");
    expect(scripts("jobs")).toContain(started((service("workers").command ?? []).join(" ")));
    expect(scripts("storefront")).toContain(service("storefront").command?.at(-1));
    for (const name of ["backend", "backend-worker"]) expect(scripts("backend")).toContain(service(name).command?.join(" "));
    for (const unit of units) {
      const text = read(`backend/deploy/systemd/${unit}`);
      const command = /^ExecStart=\/usr\/bin\/(.+)$/m.exec(text)?.[1] ?? "";
      const workspace = {
        "ocop-backend.service": "backend",
        "ocop-workers@.service": "jobs",
        "ocop-storefront.service": "storefront",
      }[unit];
      expect(workspace).toBeDefined();
      expect(scripts(workspace ?? "")).toContain(command.split(" ").at(-1));
    }
  });

  it("names files and services that are there", () => {
    const folder = path.join(root, "backend/deploy");
    for (const { build, volumes = [], depends_on = [] } of Object.values(compose.services)) {
      if (build) expect(existsSync(path.resolve(folder, build.context, build.dockerfile))).toBe(true);
      for (const volume of volumes) {
        const [from = ""] = volume.split(":");
        if (from.startsWith(".")) expect(existsSync(path.resolve(folder, from))).toBe(true);
        else expect(Object.keys(compose.volumes)).toContain(from);
      }
      for (const name of Array.isArray(depends_on) ? (depends_on as string[]) : Object.keys(depends_on))
        expect(Object.keys(compose.services)).toContain(name);
    }
    for (const { working_dir: at } of Object.values(compose.services))
      if (at) expect(existsSync(path.join(root, at.replace(/^\/product\//, "").replace(/\/\.medusa.*/, "")))).toBe(true);
    expect(existsSync(path.join(root, "backend/src/scripts/seed.ts"))).toBe(true);
    expect(existsSync(path.join(root, given("prepare").DATA_DIR?.replace("/product/", "") ?? ""))).toBe(true);
  });

  it("lets Redis evict nothing, and nobody outside reach what is for the house alone", () => {
    expect(service("redis").command?.join(" ")).toContain("--maxmemory-policy noeviction");
    const published = Object.entries(compose.services).filter(([, each]) => "ports" in each);
    expect(published.map(([name]) => name)).toEqual(["proxy"]);
    const proxy = read("backend/deploy/Caddyfile");
    for (const inside of ["/worker/*", "/metrics", "/ready", "/readyz"]) expect(proxy).toContain(inside);
  });
});

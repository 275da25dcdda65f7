// The first thing that runs, before anything is installed: only node's own modules here.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const began = Date.now();
// A file named on the command line is meant from where the person stands.
const stood = process.env.INIT_CWD ?? process.cwd();
const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
process.chdir(root);

const [major, minor] = process.versions.node.split(".").map(Number);
const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
if (!fits) {
  console.error(`Node 20.19, 22.12 or 24 and newer is needed; this is ${process.versions.node}.`);
  process.exit(1);
}

/** The build reads the configuration and connects to nothing; none of this stays in what it writes. */
const forBuilding = {
  DATABASE_URL: "postgres://build@127.0.0.1:1/build",
  REDIS_URL: "",
  JWT_SECRET: "only-while-building",
  COOKIE_SECRET: "only-while-building",
  CREDENTIAL_KEY: `build:${"A".repeat(43)}=`,
  WORKER_TOKEN: "only-while-building",
  PUBLIC_URL: "http://localhost:9000",
  STOREFRONT_URL: "http://localhost:3000",
};
const children = new Set();
let stopping = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => {
    stopping = true;
    for (const child of children) child.kill("SIGTERM");
  });

await install();
if (process.argv[2] === "install") process.exit(0);
await build();
if (process.argv[2] === "prepare") process.exit(0);

const product = spawn(process.execPath, ["backend/.medusa/server/local/product.mjs", ...process.argv.slice(2)], {
  stdio: "inherit",
  // The terminal's Ctrl-C reaches this process alone; the product hears of it once, from here.
  detached: true,
  env: { ...process.env, PRODUCT_ROOT: root, PRODUCT_BEGAN: String(began), PRODUCT_STOOD: stood },
});
children.add(product);
product.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));

/** Installs exactly the lock file: afresh when nothing (whole) is there, what differs when the lock has changed. */
async function install() {
  const lock = readFileSync("package-lock.json", "utf8");
  const stamp = "node_modules/.installed-lock";
  // npm writes this one last.
  const whole = existsSync("node_modules/.package-lock.json");
  if (whole && readOr(stamp) === hash([lock])) return;

  const packages = Object.entries(JSON.parse(lock).packages).filter(
    ([path, entry]) => path.includes("node_modules/") && !entry.os && !entry.link,
  );
  const done = () => packages.filter(([path]) => existsSync(join(path, "package.json"))).length;
  const words = whole ? ["install", "--no-save"] : ["ci"];
  await step(
    whole ? "The lock file has changed: updating packages" : "First start: installing packages, a few minutes",
    () => `${done()} of ${packages.length} packages`,
    // NODE_ENV=production would leave out what the build needs.
    npm([...words, "--include=dev", "--no-audit", "--no-fund", "--no-progress", "--loglevel=error"]),
  );
  writeFileSync(stamp, hash([lock]));
}

/** Each part again only when its own sources, or those it compiles against, have changed. */
async function build() {
  const base = ["package-lock.json", "tsconfig.json"];
  const compile = (name) => [process.execPath, "node_modules/typescript/bin/tsc", "-p", `${name}/tsconfig.build.json`];
  await part(
    "connectors",
    "Compiling the connectors",
    [...base, ...files("connectors")],
    ["connectors/dist"],
    compile("connectors"),
  );
  await part(
    "jobs",
    "Compiling the workers",
    [...base, ...["connectors", "jobs"].flatMap(files)],
    ["jobs/dist"],
    compile("jobs"),
  );
  await Promise.all([
    part(
      "backend",
      "Building the backend, a minute or two with its admin",
      [...base, ...["connectors", "jobs", "backend"].flatMap(files)],
      ["backend/.medusa/server"],
      [process.execPath, "../node_modules/@medusajs/cli/cli.js", "build"],
      "backend",
      forBuilding,
    ),
    part(
      "storefront",
      "Building the storefront",
      [...base, ...files("storefront")],
      ["storefront/build/server"],
      [process.execPath, "../node_modules/@react-router/dev/bin.js", "build"],
      "storefront",
    ),
  ]);
}

async function part(name, title, sources, outputs, command, cwd, environment = {}) {
  const stamp = `node_modules/.built-${name}`;
  const now = hash(sources.flatMap((path) => [path, readFileSync(path)]));
  if (readOr(stamp) === now && outputs.every((path) => existsSync(path))) return;
  rmSync(stamp, { force: true });
  await step(title, undefined, command, cwd, environment);
  mkdirSync("node_modules", { recursive: true });
  writeFileSync(stamp, now);
}

function files(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory())
        return ["node_modules", "dist", "build", "data"].includes(entry.name) || entry.name.startsWith(".") ? [] : files(path);
      return /\.(m?tsx?|json|css|svg)$/.test(entry.name) && !/\.(test|spec)\.tsx?$/.test(entry.name) ? [path] : [];
    })
    .sort((one, other) => (one < other ? -1 : 1));
}

/** One line when it starts, one every ten seconds, one when it is done; the tool's own words only when it fails. */
function step(title, progress, [command, ...words], cwd = root, environment = {}) {
  return new Promise((done) => {
    const from = Date.now();
    const seconds = () => `${Math.round((Date.now() - from) / 1000)} s`;
    console.log(`${title} …`);
    const ticks = setInterval(() => console.log(`  ${title}: ${seconds()}${progress ? `, ${progress()}` : ""}`), 10_000);
    let said = "";
    const child = spawn(command, words, {
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, MEDUSA_DISABLE_TELEMETRY: "true", NODE_ENV: "production", ...environment },
    });
    children.add(child);
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said = (said + text).slice(-20_000)));
    child.on("error", (error) => (said += error.message));
    child.on("close", (code) => {
      clearInterval(ticks);
      children.delete(child);
      if (code === 0) {
        console.log(`  ${title}: done in ${seconds()}`);
        return done();
      }
      if (!stopping) console.error(`${said}\n${title}: failed (${command} ${words.join(" ")})`);
      process.exit(1);
    });
  });
}

/** Under `npm start` npm says where it is; otherwise it is on the path. */
function npm(words) {
  const known = process.env.npm_execpath;
  if (known?.endsWith("npm-cli.js")) return [process.execPath, known, ...words];
  return process.platform === "win32" ? ["cmd", "/c", "npm", ...words] : ["npm", ...words];
}

function hash(parts) {
  const sum = createHash("sha256");
  for (const each of parts) sum.update(each).update("\0");
  return sum.digest("hex");
}

function readOr(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import type { LocalSettings } from "./settings.mts";

/** What a backup holds, when it is there: the database's folder with its password, the secrets, the wiring, the simulated shops. */
const parts = ["postgres", "postgres.secret", "secrets.json", "wiring.json", "migrated", "marketplaces"];

/** Only while the product stands still: a database folder copied under a running server is torn. */
export function backup(settings: LocalSettings, file: string): string {
  requireEmbedded(settings);
  requireStopped(settings);
  const there = parts.filter((part) => fs.existsSync(path.join(settings.localDir, part)));
  if (!there.includes("postgres")) throw new Error(`Nothing to back up yet in ${settings.localDir}: run npm start first.`);
  const target = path.resolve(settings.stood, file);
  if (fs.existsSync(target)) throw new Error(`${target} exists already: name another file.`);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  // It holds every secret: its owner's alone, from the first byte.
  fs.closeSync(fs.openSync(`${target}.part`, "wx", 0o600));
  try {
    tar(["-czpf", `${target}.part`, "-C", settings.localDir, ...there]);
    fs.renameSync(`${target}.part`, target);
  } catch (error) {
    fs.rmSync(`${target}.part`, { force: true });
    throw error;
  }
  return `Backed up to ${target} (${Math.ceil(fs.statSync(target).size / 1024 / 1024)} MB). Keep it safe: it holds the keys.`;
}

/** The state that was there before is moved aside, never deleted. */
export function restore(settings: LocalSettings, file: string): string {
  requireEmbedded(settings);
  requireStopped(settings);
  const source = path.resolve(settings.stood, file);
  if (!fs.existsSync(source)) throw new Error(`No such file: ${source}`);
  const listed = tar(["-tzf", source]).split("\n").filter(Boolean);
  const strange = listed.find(
    (name) => path.isAbsolute(name) || name.split("/").includes("..") || !parts.includes(name.split("/")[0] ?? ""),
  );
  if (strange !== undefined || !listed.includes("secrets.json"))
    throw new Error(`${source} is not a backup of this product${strange === undefined ? "" : ` (it holds ${strange})`}.`);

  const fresh = `${settings.localDir}.restoring`;
  fs.rmSync(fresh, { recursive: true, force: true });
  fs.mkdirSync(fresh, { recursive: true, mode: 0o700 });
  tar(["-xzpf", source, "-C", fresh]);
  let aside = "";
  if (fs.existsSync(settings.localDir)) {
    aside = `${settings.localDir}.before-${new Date().toISOString().replace(/[:.]/g, "-")}`;
    fs.renameSync(settings.localDir, aside);
  }
  fs.renameSync(fresh, settings.localDir);
  return `Restored into ${settings.localDir}.${aside ? ` What was there before is in ${aside}.` : ""}`;
}

function requireEmbedded(settings: LocalSettings): void {
  if (settings.databaseUrl)
    throw new Error(
      "DATABASE_URL is set: back that database up with pg_dump, and keep secrets.json of LOCAL_DIR beside the dump.",
    );
}

/** Throws while a start holds the folder, or a database still serves it. */
export function requireStopped(settings: LocalSettings): void {
  const pid = runningStart(settings);
  if (pid) throw new Error(`The product is running (process ${pid}): stop it first with Ctrl-C.`);
  const lock = path.join(settings.localDir, "postgres", "postmaster.pid");
  if (fs.existsSync(lock) && isAlive(Number(fs.readFileSync(lock, "utf8").split("\n")[0])))
    throw new Error("The database of this folder is still running: start the product and stop it with Ctrl-C.");
}

export function runningStart(settings: LocalSettings): number | undefined {
  const file = path.join(settings.localDir, "start.pid");
  if (!fs.existsSync(file)) return undefined;
  const pid = Number(fs.readFileSync(file, "utf8"));
  return isAlive(pid) && pid !== process.pid ? pid : undefined;
}

function isAlive(pid: number): boolean {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${pid}/status`;
  return !fs.existsSync(status) || !/^State:\s+Z/m.test(fs.readFileSync(status, "utf8"));
}

function tar(words: string[]): string {
  const done = spawnSync("tar", words, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (done.status !== 0) throw new Error(`tar could not finish: ${done.error?.message ?? done.stderr}`);
  return done.stdout;
}

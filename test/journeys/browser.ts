import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export interface Browser {
  /** A person with a clean browser of their own. Errors on a page are kept in `errors`. */
  person(options?: BrowserContextOptions): Promise<BrowserContext>;
  readonly errors: string[];
  close(): Promise<void>;
}

/** CHROME_PATH, else an installed Chrome, else the one inside the npm package (Linux on x64). */
export async function openBrowser(): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), "journey-browser-"));
  const executablePath = await findChromium(folder);
  const browser = await chromium.launch({
    executablePath,
    args: flags,
    env: { ...process.env, TMPDIR: folder } as Record<string, string>,
  });
  const errors: string[] = [];
  return {
    errors,
    async person(options = {}) {
      const context = await browser.newContext({ locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", ...options });
      // Nothing may leave this machine.
      await context.route("**/*", (route) =>
        ["127.0.0.1", "localhost"].includes(new URL(route.request().url()).hostname) ? route.continue() : route.abort(),
      );
      context.on("weberror", (error) => errors.push(String(error.error())));
      context.on("console", (message) => {
        // A 404 or 409 that a page answers on purpose is told by the browser as an error too.
        if (message.type() === "error" && !/Failed to load resource/.test(message.text())) errors.push(message.text());
      });
      context.setDefaultTimeout(20_000);
      return context;
    },
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function findChromium(folder: string): Promise<string> {
  const known = process.env.CHROME_PATH ?? installed.find((path) => existsSync(path));
  if (known) return known;
  // It unpacks into the temporary folder that it sees when it is first imported.
  process.env.TMPDIR = folder;
  if (!existsSync("/usr/lib/x86_64-linux-gnu/libnss3.so")) process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs20.x";
  const { default: packed } = await import("@sparticuz/chromium");
  return packed.executablePath();
}

const pictures = fileURLToPath(new URL("../screenshots/", import.meta.url));

/** For people to look at; the folder is ignored by git. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await mkdir(pictures, { recursive: true });
  const width = page.viewportSize()?.width ?? 0;
  await page.screenshot({ path: `${pictures}${name}-${width}.png`, fullPage: true });
}

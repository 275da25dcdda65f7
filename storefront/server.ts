import { existsSync } from "node:fs";
import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono, type MiddlewareHandler } from "hono";
import { createRequestHandler, type ServerBuild } from "react-router";
import { backendIsReady } from "./app/backend/ready.server.ts";
import { overTls, readSettings } from "./app/env.server.ts";

const settings = readSettings(process.env);
const buildFile = new URL("./build/server/index.js", import.meta.url);
if (!existsSync(buildFile)) throw new Error("The storefront has not been built: npm run build -w storefront");
const build = (await import(buildFile.href)) as ServerBuild;

const compressible = /^(text\/|application\/(json|javascript|xml|ld\+json)|image\/svg)/;

/** Flushes after every chunk; Hono's own compression holds a streamed page back until its end. */
const compress: MiddlewareHandler = async (context, next) => {
  await next();
  const { res: response } = context;
  if (!response.body || context.req.method === "HEAD" || response.headers.has("content-encoding")) return;
  if (!compressible.test(response.headers.get("content-type") ?? "")) return;
  const accepted = context.req.header("accept-encoding") ?? "";
  const brotli = /\bbr\b/.test(accepted);
  if (!brotli && !/\bgzip\b/.test(accepted)) return;
  const stream = brotli
    ? zlib.createBrotliCompress({ params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } })
    : zlib.createGzip({ level: 6 });
  const source = Readable.fromWeb(response.body as NodeReadableStream);
  source
    .on("data", (chunk: Buffer) => {
      // A slow reader must not make the page pile up in memory.
      if (!stream.write(chunk)) {
        source.pause();
        stream.once("drain", () => source.resume());
      }
      stream.flush();
    })
    .on("end", () => stream.end())
    .on("error", (error) => stream.destroy(error));
  stream.on("close", () => source.destroy());
  const headers = new Headers(response.headers);
  headers.set("content-encoding", brotli ? "br" : "gzip");
  headers.append("vary", "Accept-Encoding");
  headers.delete("content-length");
  context.res = undefined;
  context.res = new Response(Readable.toWeb(stream) as ReadableStream, { status: response.status, headers });
};

const guard: MiddlewareHandler = async (context, next) => {
  await next();
  context.header("x-content-type-options", "nosniff");
  context.header("referrer-policy", "same-origin");
  context.header("permissions-policy", "camera=(), microphone=(), geolocation=()");
  if (overTls) context.header("strict-transport-security", "max-age=31536000");
};

// Also the protection against forms posted from other sites: only these hosts and the one that answers may post.
const allowedActionOrigins = settings.PUBLIC_ORIGIN ? [new URL(settings.PUBLIC_ORIGIN).host] : [];
const answer = createRequestHandler({ ...build, allowedActionOrigins }, process.env.NODE_ENV);
const root = fileURLToPath(new URL("./build/client", import.meta.url));
const keep = (value: string) => (_path: string, context: Parameters<MiddlewareHandler>[0]) =>
  context.header("cache-control", value);

const app = new Hono();
app.get("/healthz", (context) => context.text("ok"));
app.get("/readyz", async (context) =>
  (await backendIsReady(settings.BACKEND_URL)) ? context.text("ok") : context.text("not ready: backend", 503),
);
app.use(compress);
app.use(guard);
app.use("/assets/*", serveStatic({ root, onFound: keep("public, max-age=31536000, immutable") }));
app.use("*", serveStatic({ root, onFound: keep("public, max-age=3600") }));
app.all("*", (context) => answer(context.req.raw));

const server = serve({ fetch: app.fetch, port: settings.PORT, hostname: settings.HOST }, ({ port }) => {
  console.log(`The storefront listens on http://${settings.HOST}:${port}`);
});
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0));
    setTimeout(() => process.exit(0), 3_000).unref();
  });
}

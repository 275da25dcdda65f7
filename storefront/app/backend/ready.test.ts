import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { backendIsReady } from "./ready.server.ts";

it("is as ready as the backend says, and not when nobody answers", async () => {
  let status = 200;
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.writeHead(status).end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await backendIsReady(url)).toBe(true);
  status = 503;
  expect(await backendIsReady(url)).toBe(false);
  expect(asked).toEqual(["/ready", "/ready"]);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await backendIsReady(url)).toBe(false);
});

import { readdirSync } from "node:fs";
import path from "node:path";
import { callers } from "../middlewares";

const api = path.join(__dirname, "..");
const routes = readdirSync(api, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("route.ts"))
  .map((file) => `/${path.dirname(file).split(path.sep).join("/").replaceAll("[", ":").replaceAll("]", "")}`);
const covers = (matcher: string, route: string) =>
  matcher.endsWith("*") ? route.startsWith(matcher.slice(0, -1)) : matcher === route;

describe("the table of callers", () => {
  it("says of every route who may call it", () => {
    expect(routes.length).toBeGreaterThan(0);
    expect(routes.filter((route) => !callers.some(({ matcher }) => covers(matcher, route)))).toEqual([]);
  });

  it("names no route that is not there", () => {
    expect(callers.filter(({ matcher, answeredBy }) => !answeredBy && !routes.some((route) => covers(matcher, route)))).toEqual(
      [],
    );
  });
});

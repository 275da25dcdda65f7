import { data } from "react-router";
import { readCoverageFile } from "../backend/board.server.ts";
import { readListQuery } from "../board-query.ts";
import type { Route } from "./+types/_department.so.tai";

/** The list as a file. The browser holds a cookie, not the bearer, so the backend's bytes pass through here. */
export async function loader({ request }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams;
  const format = asked.get("format");
  if (format !== "xlsx" && format !== "csv") throw data("Not found", { status: 404 });
  const { wrongDay, ...query } = readListQuery(asked);
  if (wrongDay) throw data("Not a day", { status: 400 });
  const file = await readCoverageFile(request, query, format);
  const headers = new Headers({ "cache-control": "private, no-store" });
  for (const name of ["content-type", "content-disposition"]) {
    const value = file.headers.get(name);
    if (value) headers.set(name, value);
  }
  return new Response(file.body, { headers });
}

import { data } from "react-router";
import { openDesk } from "../backend/desk.server.ts";
import type { Route } from "./+types/_producer.ban-hang.tep.$id";

/** The bearer is in the cookie, so the browser asks here and the file is handed through. */
export async function loader({ request, params }: Route.LoaderArgs) {
  const desk = await openDesk(request);
  const answer = await desk.sheetFile(params.id);
  if (!answer.ok) throw data("Not found", { status: answer.status === 404 ? 404 : 503 });
  const headers = new Headers({ "cache-control": "no-store" });
  for (const name of ["content-type", "content-disposition"]) {
    const value = answer.headers.get(name);
    if (value) headers.set(name, value);
  }
  return new Response(answer.body, { headers });
}

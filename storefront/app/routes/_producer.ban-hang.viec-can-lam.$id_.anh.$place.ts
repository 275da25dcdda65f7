import { data } from "react-router";
import { orNotFound, reach } from "../backend/backend.server.ts";
import { openDesk } from "../backend/desk.server.ts";
import type { Route } from "./+types/_producer.ban-hang.viec-can-lam.$id_.anh.$place";

/** The picture's bytes as a file to keep, handed through: a phone stores what is given to it as an attachment. */
export async function loader({ request, params }: Route.LoaderArgs) {
  const desk = await openDesk(request);
  const url = await desk.handedPicture(params.id, params.place).catch(orNotFound);
  const answer = await reach(new URL(url).pathname, {});
  if (!answer.ok) throw data("Not found", { status: answer.status === 404 ? 404 : 503 });
  const name = new URL(request.url).searchParams.get("ten")?.replace(/[^\w.-]/g, "") || "anh.png";
  return new Response(answer.body, {
    headers: {
      "cache-control": "no-store",
      "content-type": answer.headers.get("content-type") ?? "application/octet-stream",
      "content-disposition": `attachment; filename="${name}"`,
    },
  });
}

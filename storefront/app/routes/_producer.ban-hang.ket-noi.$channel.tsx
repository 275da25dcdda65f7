import { Link, redirect } from "react-router";
import { openDesk, refusalOf } from "../backend/desk.server.ts";
import { Notice } from "../components/notice.tsx";
import { textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_producer.ban-hang.ket-noi.$channel";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { desk } = textsOf(matches);
  return [{ title: desk.pageTitle({ page: desk.pages.shops }) }, { name: "robots", content: "noindex" }];
};

/** Back from a channel's consent page. Only the person who began it may finish it, so whoever is not signed in signs in first. */
export async function loader({ request, params }: Route.LoaderArgs) {
  const desk = await openDesk(request);
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const refused = await refusalOf(request, desk.post(`/consents/${encodeURIComponent(params.channel)}`, { query }));
  if (!refused) throw redirect("/ban-hang/gian-hang?ket-noi=xong");
  return { refused };
}

export default function ConsentReturn({ loaderData }: Route.ComponentProps) {
  const { desk } = useTexts();
  return (
    <div className="flex flex-col gap-4">
      <h1 className="text-2xl sm:text-3xl">{desk.shops.title}</h1>
      <Notice tone="bad" title={loaderData.refused} />
      <Link className="button button-primary self-start" to="/ban-hang/gian-hang">
        {desk.pages.shops}
      </Link>
    </div>
  );
}

import { data, Link, redirect } from "react-router";
import { orNotFound } from "../backend/backend.server.ts";
import { openDesk, refusalOf } from "../backend/desk.server.ts";
import { DeskOrderCard } from "../components/desk-order.tsx";
import { Notice } from "../components/notice.tsx";
import { formText } from "../form-text.ts";
import { textsFor } from "../language.server.ts";
import { textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_producer.ban-hang.don-hang.$id";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { desk } = textsOf(matches);
  return [{ title: desk.pageTitle({ page: desk.pages.orders }) }, { name: "robots", content: "noindex" }];
};

export async function loader({ request, params }: Route.LoaderArgs) {
  const desk = await openDesk(request);
  return { order: await desk.order(params.id).catch(orNotFound) };
}

export async function action({ request, params }: Route.ActionArgs) {
  const desk = await openDesk(request);
  const intent = formText(await request.formData(), "intent");
  if (!["accept", "pack", "ship"].includes(intent)) {
    return data({ refused: textsFor(request).desk.refused.unknownIntent }, { status: 400 });
  }
  const refused = await refusalOf(request, desk.post(`/orders/${encodeURIComponent(params.id)}/${intent}`));
  if (refused) return data({ refused }, { status: 409 });
  return redirect(`/ban-hang/don-hang/${encodeURIComponent(params.id)}`);
}

export default function Order({ loaderData, actionData }: Route.ComponentProps) {
  const { desk } = useTexts();
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-4">
      <p>
        <Link className="link" to="/ban-hang/don-hang">
          {desk.orders.all}
        </Link>
      </p>
      {actionData?.refused ? <Notice tone="bad" title={actionData.refused} /> : null}
      <DeskOrderCard order={loaderData.order} whole />
    </div>
  );
}

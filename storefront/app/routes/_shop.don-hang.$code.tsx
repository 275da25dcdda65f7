import { data, Link } from "react-router";
import { orNotFound } from "../backend/backend.server.ts";
import { lookUpOrder } from "../backend/orders.server.ts";
import { OrderSummary } from "../components/order-summary.tsx";
import { readOrderCookie } from "../order-cookie.server.ts";
import { textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_shop.don-hang.$code";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { common, shop } = textsOf(matches);
  return [{ title: common.pageTitle({ page: shop.order.title }) }, { name: "robots", content: "noindex" }];
};

export async function loader({ request, params }: Route.LoaderArgs) {
  const placed = await readOrderCookie(request);
  const order = placed?.code === params.code ? await lookUpOrder(placed.code, placed.phone).catch(orNotFound) : undefined;
  return data({ code: params.code, order }, { headers: { "cache-control": "no-store" } });
}

export default function OrderPage({ loaderData: { code, order } }: Route.ComponentProps) {
  const texts = useTexts().shop.order;
  if (!order) {
    return (
      <>
        <h1 className="text-3xl">{texts.heading}</h1>
        <p className="mt-3 mb-5">{texts.askForPhone}</p>
        <Link className="button button-primary" to={`/tra-cuu?code=${encodeURIComponent(code)}`}>
          {texts.lookUp}
        </Link>
      </>
    );
  }
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-5">
      <div>
        <h1 className="text-3xl">{texts.thanks}</h1>
        <p className="mt-2">
          {texts.keepCode.before} <strong className="figure">{order.code}</strong>
          {texts.keepCode.after}
        </p>
      </div>
      <OrderSummary order={order} />
      <p className="flex flex-wrap gap-3">
        <Link className="button button-quiet" to={`/tra-cuu?code=${encodeURIComponent(order.code)}`}>
          {texts.lookUpOrCancel}
        </Link>
        <Link className="button button-quiet" to="/san-pham">
          {texts.more}
        </Link>
      </p>
    </div>
  );
}

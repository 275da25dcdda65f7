import { Link } from "react-router";
import { openDesk } from "../backend/desk.server.ts";
import { DeskOrderCard } from "../components/desk-order.tsx";
import { textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_producer.ban-hang.don-hang._index";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { desk } = textsOf(matches);
  return [{ title: desk.pageTitle({ page: desk.pages.orders }) }, { name: "robots", content: "noindex" }];
};

export async function loader({ request }: Route.LoaderArgs) {
  return { orders: await (await openDesk(request)).orders() };
}

export default function Orders({ loaderData: { orders } }: Route.ComponentProps) {
  const { desk } = useTexts();
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="text-2xl sm:text-3xl">{desk.orders.title}</h1>
        <p className="mt-1 text-ink-soft">{desk.orders.sorted}</p>
        <Link className="link inline-flex min-h-11 items-center" to="/ban-hang/hang-tra">
          {desk.orders.returns}
        </Link>
      </div>
      {orders.length === 0 ? <p className="card p-4">{desk.orders.none}</p> : null}
      <div className="grid gap-3 lg:grid-cols-2">
        {orders.map((order) => (
          <DeskOrderCard key={order.id} order={order} />
        ))}
      </div>
    </div>
  );
}

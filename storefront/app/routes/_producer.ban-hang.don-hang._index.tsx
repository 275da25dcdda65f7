import { openDesk } from "../backend/desk.server.ts";
import { DeskOrderCard } from "../components/desk-order.tsx";
import type { Route } from "./+types/_producer.ban-hang.don-hang._index";

export const meta: Route.MetaFunction = () => [{ title: "Đơn hàng | Bàn bán hàng" }, { name: "robots", content: "noindex" }];

export async function loader({ request }: Route.LoaderArgs) {
  return { orders: await (await openDesk(request)).orders() };
}

export default function Orders({ loaderData: { orders } }: Route.ComponentProps) {
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="text-2xl sm:text-3xl">Đơn hàng từ mọi nơi</h1>
        <p className="mt-1 text-ink-soft">Đơn thiếu hàng đứng trước, rồi đến đơn mới nhất.</p>
      </div>
      {orders.length === 0 ? <p className="card p-4">Chưa có đơn nào.</p> : null}
      <div className="grid gap-3 lg:grid-cols-2">
        {orders.map((order) => (
          <DeskOrderCard key={order.id} order={order} />
        ))}
      </div>
    </div>
  );
}

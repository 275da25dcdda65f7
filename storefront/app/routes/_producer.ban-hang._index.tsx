import { Link } from "react-router";
import { openDesk } from "../backend/desk.server.ts";
import { DeskOrderCard } from "../components/desk-order.tsx";
import { SimulatedMark } from "../components/simulated-mark.tsx";
import type { Route } from "./+types/_producer.ban-hang._index";

export async function loader({ request }: Route.LoaderArgs) {
  const desk = await openDesk(request);
  const [me, orders, products, accounts] = await Promise.all([desk.me(), desk.orders(), desk.products(), desk.accounts()]);
  const open = orders.filter((order) => order.short || order.can_pack || order.can_ship);
  const moves = products.flatMap((product) =>
    product.listings
      .filter(({ standing }) => standing.whose === "producer" && standing.state !== "not-wanted")
      .map((listing) => ({
        key: listing.id,
        title: product.title,
        account: listing.account_title,
        sentence: listing.standing.sentence,
      })),
  );
  const shops = accounts.filter(
    (account) =>
      account.state === "needs-sign-in" ||
      (account.can_connect && !account.signed_in) ||
      (account.signed_in && account.state === "look-only"),
  );
  return { me, open, moves, shops };
}

export default function Desk({ loaderData: { me, open, moves, shops } }: Route.ComponentProps) {
  const nothing = !open.length && !moves.length && !shops.length;
  return (
    <div className="flex flex-col gap-6">
      <div>
        <h1 className="text-2xl sm:text-3xl">Việc cần làm hôm nay</h1>
        <p className="mt-1 flex flex-wrap items-center gap-2 text-ink-soft">
          {me.producer.name}
          {me.producer.demonstration ? <SimulatedMark /> : null}
        </p>
      </div>
      {nothing ? <p className="card p-4">Không còn việc nào. Đơn mới và nhắc nhở từ các sàn sẽ hiện ở đây.</p> : null}
      {shops.length ? (
        <section className="card p-4">
          <h2 className="text-lg">Gian hàng</h2>
          <ul className="mt-2 flex flex-col gap-2">
            {shops.map((account) => (
              <li key={account.id}>
                {account.title}: {account.signed_in ? "đang chỉ xem, chưa được ghi lên sàn. " : "cần đăng nhập sàn. "}
                <Link className="link" to="/ban-hang/gian-hang">
                  Mở trang gian hàng
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {open.length ? (
        <section className="flex flex-col gap-3">
          <h2 className="text-lg">Đơn chờ bạn ({open.length})</h2>
          {open.map((order) => (
            <DeskOrderCard key={order.id} order={order} />
          ))}
        </section>
      ) : null}
      {moves.length ? (
        <section className="card p-4">
          <h2 className="text-lg">Sản phẩm chờ bạn ({moves.length})</h2>
          <ul className="mt-2 flex flex-col gap-2">
            {moves.map((move) => (
              <li key={move.key}>
                <Link className="link font-medium" to="/ban-hang/san-pham">
                  {move.title}
                </Link>{" "}
                ({move.account}): {move.sentence}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

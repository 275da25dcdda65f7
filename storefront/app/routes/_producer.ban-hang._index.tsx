import { Link } from "react-router";
import { type DeskAccount, openDesk } from "../backend/desk.server.ts";
import { DeskOrderCard } from "../components/desk-order.tsx";
import { SimulatedMark } from "../components/simulated-mark.tsx";
import { useTexts } from "../text/use-texts.ts";
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
  const shops = accounts.filter((account) => needsSignIn(account) || (account.signed_in && account.state === "look-only"));
  return { me, open, moves, shops };
}

/** A channel may refuse an access that has not expired. */
const needsSignIn = (account: DeskAccount): boolean =>
  account.state === "needs-sign-in" || (account.can_connect && !account.signed_in);

export default function Desk({ loaderData: { me, open, moves, shops } }: Route.ComponentProps) {
  const { desk } = useTexts();
  const nothing = !open.length && !moves.length && !shops.length;
  return (
    <div className="flex flex-col gap-6">
      <div>
        <h1 className="text-2xl sm:text-3xl">{desk.today.title}</h1>
        <p className="mt-1 flex flex-wrap items-center gap-2 text-ink-soft">
          {me.producer.name}
          {me.producer.demonstration ? <SimulatedMark /> : null}
        </p>
      </div>
      {nothing ? <p className="card p-4">{desk.today.nothing}</p> : null}
      {shops.length ? (
        <section className="card p-4">
          <h2 className="text-lg">{desk.today.shops}</h2>
          <ul className="mt-2 flex flex-col gap-2">
            {shops.map((account) => (
              <li key={account.id}>
                {desk.today[needsSignIn(account) ? "signInNeeded" : "lookOnly"]({ account: account.title })}{" "}
                <Link className="link" to="/ban-hang/gian-hang">
                  {desk.today.openShops}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {open.length ? (
        <section className="flex flex-col gap-3">
          <h2 className="text-lg">{desk.today.orders({ count: open.length })}</h2>
          {open.map((order) => (
            <DeskOrderCard key={order.id} order={order} />
          ))}
        </section>
      ) : null}
      {moves.length ? (
        <section className="card p-4">
          <h2 className="text-lg">{desk.today.products({ count: moves.length })}</h2>
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

import { Link, Outlet } from "react-router";
import { readCartCookie } from "../cart-cookie.server.ts";
import { PageShell } from "../components/page-shell.tsx";
import { ShopProblem } from "../components/problem-page.tsx";
import { keepTexts } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import { shop } from "../text/vi/shop.ts";
import type { Route } from "./+types/_shop";

keepTexts("vi", { shop });

export async function loader({ request }: Route.LoaderArgs) {
  return { count: (await readCartCookie(request)).count };
}

export default function Shop({ loaderData }: Route.ComponentProps) {
  return (
    <Frame count={loaderData.count}>
      <Outlet />
    </Frame>
  );
}

export function ErrorBoundary({ error, loaderData }: Route.ErrorBoundaryProps) {
  return (
    <Frame count={loaderData?.count ?? 0}>
      <ShopProblem error={error} />
    </Frame>
  );
}

function Frame({ count, children }: { count: number; children: React.ReactNode }) {
  const { navigation } = useTexts().shop;
  const links = [
    { to: "/gio-qua", text: navigation.baskets },
    { to: "/san-pham", text: navigation.products },
    { to: "/tra-cuu", text: navigation.lookUp },
  ];
  return (
    <PageShell home="/" links={links} aside={<CartLink count={count} />} foot={<Foot />}>
      {children}
    </PageShell>
  );
}

function CartLink({ count }: { count: number }) {
  const { common, shop } = useTexts();
  const { cartLink } = shop;
  return (
    <Link to="/gio-hang" className="button button-quiet px-2.5 sm:px-5" aria-label={cartLink.label({ count })}>
      {cartLink.text}
      <span className="figure rounded-full bg-lotus px-2 text-sm text-white">{common.count({ count })}</span>
    </Link>
  );
}

function Foot() {
  const { foot } = useTexts().shop;
  return (
    <div className="page grid gap-6 py-8 text-[0.95rem] sm:grid-cols-3">
      <div>
        <h2 className="text-base">{foot.programme}</h2>
        <p className="mt-1 text-ink-soft">{foot.aboutProgramme}</p>
      </div>
      <div>
        <h2 className="text-base">{foot.buying}</h2>
        <p className="mt-1 text-ink-soft">{foot.aboutBuying}</p>
        <Link className="link inline-flex min-h-11 items-center" to="/tra-cuu">
          {foot.lookUp}
        </Link>
      </div>
      <div>
        <h2 className="text-base">{foot.for}</h2>
        <ul>
          <li>
            <Link className="link inline-flex min-h-11 items-center" to="/ban-hang">
              {foot.producers}
            </Link>
          </li>
          <li>
            <Link className="link inline-flex min-h-11 items-center" to="/so">
              {foot.department}
            </Link>
          </li>
        </ul>
      </div>
    </div>
  );
}

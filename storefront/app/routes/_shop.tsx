import { Link, Outlet } from "react-router";
import { readCartCookie } from "../cart-cookie.server.ts";
import { PageShell } from "../components/page-shell.tsx";
import { ProblemPage } from "../components/problem-page.tsx";
import { formatCount } from "../format/vnd.ts";
import type { Route } from "./+types/_shop";

const links = [
  { to: "/gio-qua", text: "Giỏ quà" },
  { to: "/san-pham", text: "Sản phẩm" },
  { to: "/tra-cuu", text: "Tra cứu đơn" },
];

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
      <ProblemPage error={error} />
    </Frame>
  );
}

function Frame({ count, children }: { count: number; children: React.ReactNode }) {
  return (
    <PageShell home="/" links={links} aside={<CartLink count={count} />} foot={<Foot />}>
      {children}
    </PageShell>
  );
}

function CartLink({ count }: { count: number }) {
  return (
    <Link to="/gio-hang" className="button button-quiet px-2.5 sm:px-5" aria-label={`Giỏ hàng, ${count} món`}>
      Giỏ hàng
      <span className="figure rounded-full bg-lotus px-2 text-sm text-white">{formatCount(count)}</span>
    </Link>
  );
}

function Foot() {
  return (
    <div className="page grid gap-6 py-8 text-[0.95rem] sm:grid-cols-3">
      <div>
        <h2 className="text-base">Mỗi xã một sản phẩm</h2>
        <p className="mt-1 text-ink-soft">
          Sản phẩm OCOP và giỏ quà của tỉnh Hưng Yên. Sao OCOP là giấy chứng nhận của cơ quan nhà nước, không phải lượt đánh
          giá.
        </p>
      </div>
      <div>
        <h2 className="text-base">Mua hàng</h2>
        <p className="mt-1 text-ink-soft">
          Thanh toán khi nhận hàng (COD). Người bán xác nhận và giao; cửa hàng không giữ tiền của người mua.
        </p>
        <Link className="link inline-flex min-h-11 items-center" to="/tra-cuu">
          Tra cứu hoặc huỷ đơn
        </Link>
      </div>
      <div>
        <h2 className="text-base">Dành cho</h2>
        <ul>
          <li>
            <Link className="link inline-flex min-h-11 items-center" to="/ban-hang">
              Chủ thể bán hàng
            </Link>
          </li>
          <li>
            <Link className="link inline-flex min-h-11 items-center" to="/so">
              Sở Công Thương
            </Link>
          </li>
        </ul>
      </div>
    </div>
  );
}

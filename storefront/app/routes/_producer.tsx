import { Form, Outlet } from "react-router";
import { bearerOf } from "../backend/sign-in.server.ts";
import { PageShell } from "../components/page-shell.tsx";
import { ProblemPage } from "../components/problem-page.tsx";
import type { Route } from "./+types/_producer";

const links = [
  { to: "/ban-hang", text: "Việc cần làm", end: true },
  { to: "/ban-hang/don-hang", text: "Đơn hàng" },
  { to: "/ban-hang/san-pham", text: "Sản phẩm" },
  { to: "/ban-hang/gian-hang", text: "Gian hàng" },
  { to: "/ban-hang/tep", text: "Tệp" },
];

export const meta: Route.MetaFunction = () => [
  { title: "Bàn bán hàng | OCOP Hưng Yên" },
  { name: "robots", content: "noindex" },
];

export async function loader({ request }: Route.LoaderArgs) {
  return { signedIn: (await bearerOf(request, "desk")) !== undefined };
}

export default function Producer({ loaderData }: Route.ComponentProps) {
  return (
    <Frame signedIn={loaderData.signedIn}>
      <Outlet />
    </Frame>
  );
}

export function ErrorBoundary({ error, loaderData }: Route.ErrorBoundaryProps) {
  return (
    <Frame signedIn={loaderData?.signedIn ?? false}>
      <ProblemPage error={error} />
    </Frame>
  );
}

function Frame({ signedIn, children }: { signedIn: boolean; children: React.ReactNode }) {
  return (
    <PageShell
      area="Bàn bán hàng"
      home="/ban-hang"
      links={signedIn ? links : []}
      aside={
        signedIn ? (
          <Form method="post" action="/ban-hang/dang-xuat">
            <button type="submit" className="button button-quiet px-3">
              Đăng xuất
            </button>
          </Form>
        ) : null
      }
    >
      {children}
    </PageShell>
  );
}

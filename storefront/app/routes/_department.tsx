import { Form, Outlet } from "react-router";
import { bearerOf } from "../backend/sign-in.server.ts";
import { BoardProblem } from "../components/board-problem.tsx";
import { PageShell } from "../components/page-shell.tsx";
import type { Route } from "./+types/_department";

const links = [
  { to: "/so", text: "Độ phủ", end: true },
  { to: "/so/danh-sach", text: "Danh sách" },
  { to: "/so/chung-nhan", text: "Chứng nhận" },
];

export const meta: Route.MetaFunction = () => [
  { title: "Sở Công Thương | OCOP Hưng Yên" },
  { name: "robots", content: "noindex" },
];

export async function loader({ request }: Route.LoaderArgs) {
  return { signedIn: (await bearerOf(request, "board")) !== undefined };
}

export default function Department({ loaderData }: Route.ComponentProps) {
  return (
    <Frame signedIn={loaderData.signedIn}>
      <Outlet />
    </Frame>
  );
}

export function ErrorBoundary({ error, loaderData }: Route.ErrorBoundaryProps) {
  return (
    <Frame signedIn={loaderData?.signedIn ?? false}>
      <BoardProblem error={error} />
    </Frame>
  );
}

function Frame({ signedIn, children }: { signedIn: boolean; children: React.ReactNode }) {
  return (
    <PageShell area="Sở Công Thương" home="/so" links={signedIn ? links : []} aside={signedIn ? <SignOut /> : null}>
      {children}
    </PageShell>
  );
}

function SignOut() {
  return (
    <Form method="post" action="/so/dang-xuat">
      <button type="submit" className="button button-quiet px-3">
        Đăng xuất
      </button>
    </Form>
  );
}

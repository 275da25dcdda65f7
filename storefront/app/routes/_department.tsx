import { Form, Outlet } from "react-router";
import { bearerOf } from "../backend/sign-in.server.ts";
import { PageShell } from "../components/page-shell.tsx";
import { ProblemPage } from "../components/problem-page.tsx";
import { keepTexts, textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import { board } from "../text/vi/board.ts";
import type { Route } from "./+types/_department";

keepTexts("vi", { board });

export const meta: Route.MetaFunction = ({ matches }) => {
  const { common, board } = textsOf(matches);
  return [{ title: common.pageTitle({ page: board.area }) }, { name: "robots", content: "noindex" }];
};

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
  const { problem } = useTexts().board;
  return (
    <Frame signedIn={loaderData?.signedIn ?? false}>
      <ProblemPage error={error} says={problem} ways={() => [{ to: "/so", text: problem.back }]} />
    </Frame>
  );
}

function Frame({ signedIn, children }: { signedIn: boolean; children: React.ReactNode }) {
  const { board } = useTexts();
  const links = [
    { to: "/so", text: board.links.coverage, end: true },
    { to: "/so/danh-sach", text: board.links.list },
    { to: "/so/chung-nhan", text: board.links.certificates },
  ];
  return (
    <PageShell area={board.area} home="/so" links={signedIn ? links : []} aside={signedIn ? <SignOut /> : null}>
      {children}
    </PageShell>
  );
}

function SignOut() {
  const { board } = useTexts();
  return (
    <Form method="post" action="/so/dang-xuat">
      <button type="submit" className="button button-quiet px-3">
        {board.signOut}
      </button>
    </Form>
  );
}

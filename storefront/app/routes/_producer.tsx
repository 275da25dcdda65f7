import { Form, Outlet } from "react-router";
import { openDesk } from "../backend/desk.server.ts";
import { bearerOf } from "../backend/sign-in.server.ts";
import { PageShell } from "../components/page-shell.tsx";
import { ProblemPage } from "../components/problem-page.tsx";
import { keepTexts, textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import { desk } from "../text/vi/desk.ts";
import type { Route } from "./+types/_producer";

keepTexts("vi", { desk });

export const meta: Route.MetaFunction = ({ matches }) => {
  const { common, desk } = textsOf(matches);
  return [{ title: common.pageTitle({ page: desk.area }) }, { name: "robots", content: "noindex" }];
};

/** Who is an owner and how much waits are asked for the menu alone: where there is no answer, the page itself says so. */
export async function loader({ request }: Route.LoaderArgs) {
  const signedIn = (await bearerOf(request, "desk")) !== undefined;
  const ownerOf = async () => (await (await openDesk(request)).me()).member.role === "owner";
  const countOf = async () => (await (await openDesk(request)).tasks()).length;
  const [owner, waiting] = signedIn ? await Promise.all([ownerOf().catch(() => false), countOf().catch(() => 0)]) : [false, 0];
  return { signedIn, owner, waiting };
}

export default function Producer({ loaderData }: Route.ComponentProps) {
  return (
    <Frame {...loaderData}>
      <Outlet />
    </Frame>
  );
}

export function ErrorBoundary({ error, loaderData }: Route.ErrorBoundaryProps) {
  const { problem } = useTexts().desk;
  return (
    <Frame signedIn={loaderData?.signedIn ?? false} owner={loaderData?.owner ?? false} waiting={loaderData?.waiting ?? 0}>
      <ProblemPage error={error} says={problem} ways={() => [{ to: "/ban-hang", text: problem.back }]} />
    </Frame>
  );
}

function Frame({
  signedIn,
  owner,
  waiting,
  children,
}: {
  signedIn: boolean;
  owner: boolean;
  waiting: number;
  children: React.ReactNode;
}) {
  const { desk } = useTexts();
  const links = [
    { to: "/ban-hang", text: desk.pages.today, end: true },
    { to: "/ban-hang/viec-can-lam", text: waiting ? desk.pages.waiting({ count: waiting }) : desk.pages.tasks },
    { to: "/ban-hang/don-hang", text: desk.pages.orders },
    { to: "/ban-hang/san-pham", text: desk.pages.products },
    { to: "/ban-hang/gian-hang", text: desk.pages.shops },
    { to: "/ban-hang/tep", text: desk.pages.sheets },
    ...(owner ? [{ to: "/ban-hang/thanh-vien", text: desk.pages.members }] : []),
  ];
  return (
    <PageShell
      area={desk.area}
      home="/ban-hang"
      links={signedIn ? links : []}
      aside={
        signedIn ? (
          <Form method="post" action="/ban-hang/dang-xuat">
            <button type="submit" className="button button-quiet px-3">
              {desk.signOut}
            </button>
          </Form>
        ) : null
      }
    >
      {children}
    </PageShell>
  );
}

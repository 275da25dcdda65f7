import { SignInPage } from "../components/sign-in-page.tsx";
import { loadSignIn, takeSignIn } from "../sign-in-form.server.ts";
import { textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_department.so.dang-nhap";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { board } = textsOf(matches);
  return [{ title: board.pageTitle({ page: board.signIn.page }) }, { name: "robots", content: "noindex" }];
};

export const loader = ({ request }: Route.LoaderArgs) => loadSignIn(request, "board");
export const action = ({ request }: Route.ActionArgs) => takeSignIn(request, "board");

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  const { board } = useTexts();
  return (
    <SignInPage
      title={board.signIn.title}
      about={board.signIn.about}
      help={board.signIn.help}
      passwordSet={loaderData.passwordSet}
      ended={loaderData.ended ? board.signIn.ended : undefined}
      next={loaderData.next}
      typed={actionData?.phone}
      problem={actionData?.problem}
    />
  );
}

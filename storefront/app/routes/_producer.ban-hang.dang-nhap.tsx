import { SignInPage } from "../components/sign-in-page.tsx";
import { loadSignIn, takeSignIn } from "../sign-in-form.server.ts";
import { textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_producer.ban-hang.dang-nhap";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { desk } = textsOf(matches);
  return [{ title: desk.pageTitle({ page: desk.pages.signIn }) }, { name: "robots", content: "noindex" }];
};

export const loader = ({ request }: Route.LoaderArgs) => loadSignIn(request, "desk");
export const action = ({ request }: Route.ActionArgs) => takeSignIn(request, "desk");

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  const { desk } = useTexts();
  return (
    <SignInPage
      title={desk.signIn.title}
      about={desk.signIn.about}
      help={desk.signIn.help}
      passwordSet={loaderData.passwordSet}
      ended={loaderData.ended ? desk.signIn.ended : undefined}
      next={loaderData.next}
      typed={actionData?.phone}
      problem={actionData?.problem}
    />
  );
}

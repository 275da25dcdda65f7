import { SignInPage } from "../components/sign-in-page.tsx";
import { loadSignIn, takeSignIn } from "../sign-in-form.server.ts";
import type { Route } from "./+types/_department.so.dang-nhap";

export const meta: Route.MetaFunction = () => [{ title: "Đăng nhập | Sở Công Thương" }, { name: "robots", content: "noindex" }];

export const loader = ({ request }: Route.LoaderArgs) => loadSignIn(request, "board");
export const action = ({ request }: Route.ActionArgs) => takeSignIn(request, "board");

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <SignInPage
      title="Đăng nhập dành cho cán bộ"
      about="Xem độ phủ sàn thương mại điện tử và chứng nhận OCOP của tỉnh."
      ended={loaderData.ended ? "Phiên đăng nhập đã hết, hoặc tài khoản không phải của cán bộ. Mời đăng nhập lại." : undefined}
      next={loaderData.next}
      typed={actionData?.phone}
      problem={actionData?.problem}
    />
  );
}

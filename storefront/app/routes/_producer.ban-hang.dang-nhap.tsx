import { SignInPage } from "../components/sign-in-page.tsx";
import { loadSignIn, takeSignIn } from "../sign-in-form.server.ts";
import type { Route } from "./+types/_producer.ban-hang.dang-nhap";

export const meta: Route.MetaFunction = () => [{ title: "Đăng nhập | Bàn bán hàng" }, { name: "robots", content: "noindex" }];

export const loader = ({ request }: Route.LoaderArgs) => loadSignIn(request, "desk");
export const action = ({ request }: Route.ActionArgs) => takeSignIn(request, "desk");

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <SignInPage
      title="Đăng nhập dành cho chủ thể"
      about="Sửa giá và tồn kho, đăng lên sàn, xem đơn hàng từ mọi nơi."
      ended={loaderData.ended ? "Phiên đăng nhập đã hết, hoặc tài khoản không phải của chủ thể. Mời đăng nhập lại." : undefined}
      next={loaderData.next}
      typed={actionData?.phone}
      problem={actionData?.problem}
    />
  );
}

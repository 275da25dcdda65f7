import { data, Form, redirect, useNavigation } from "react-router";
import { BackendRefused } from "../backend/backend.server.ts";
import { bearerOf, pageAfterSignIn, signIn } from "../backend/sign-in.server.ts";
import { TextField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { formText } from "../form-text.ts";
import { readMobile } from "../phone.ts";
import type { Route } from "./+types/_department.so.dang-nhap";

export const meta: Route.MetaFunction = () => [{ title: "Đăng nhập | Sở Công Thương" }, { name: "robots", content: "noindex" }];

export async function loader({ request }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams;
  const ended = asked.get("ended") === "1";
  const next = pageAfterSignIn("board", asked.get("next"));
  // With an access that the backend no longer takes, leading back would go round in a circle.
  if (!ended && (await bearerOf(request, "board"))) throw redirect(next);
  return { ended, next };
}

export async function action({ request }: Route.ActionArgs) {
  const form = await request.formData();
  const typed = formText(form, "phone");
  const password = form.get("password");
  const answer = (status: number, problem: string) =>
    data({ phone: typed, problem }, { status, headers: { "cache-control": "no-store" } });
  if (!typed || typeof password !== "string" || !password) return answer(422, "Vui lòng nhập số điện thoại và mật khẩu.");
  try {
    const cookie = await signIn("board", readMobile(typed) ?? typed, password);
    if (!cookie) return answer(401, "Số điện thoại hoặc mật khẩu không đúng.");
    return redirect(pageAfterSignIn("board", formText(form, "next")), { headers: { "set-cookie": cookie } });
  } catch (error) {
    if (!(error instanceof BackendRefused) || error.status !== 429) throw error;
    return answer(429, "Đã thử quá nhiều lần. Vui lòng đợi khoảng một phút rồi thử lại.");
  }
}

export default function SignIn({ loaderData, actionData }: Route.ComponentProps) {
  const busy = useNavigation().state !== "idle";
  return (
    <div className="mx-auto flex max-w-md flex-col gap-5">
      <div>
        <h1 className="text-2xl sm:text-3xl">Đăng nhập dành cho cán bộ</h1>
        <p className="mt-1 text-ink-soft">Xem độ phủ sàn thương mại điện tử và chứng nhận OCOP của tỉnh.</p>
      </div>
      {actionData ? <Notice tone="bad" title={actionData.problem} /> : null}
      {loaderData.ended && !actionData ? (
        <Notice tone="warn" title="Phiên đăng nhập đã hết, hoặc tài khoản không phải của cán bộ. Mời đăng nhập lại." />
      ) : null}
      <Form method="post" className="card flex flex-col gap-4 p-4 sm:p-6" noValidate>
        <input type="hidden" name="next" value={loaderData.next} />
        <TextField
          name="phone"
          label="Số điện thoại"
          type="tel"
          inputMode="tel"
          required
          autoComplete="username"
          defaultValue={actionData?.phone}
        />
        <TextField name="password" label="Mật khẩu" type="password" required autoComplete="current-password" />
        <button type="submit" className="button button-primary" disabled={busy}>
          {busy ? "Đang đăng nhập…" : "Đăng nhập"}
        </button>
      </Form>
      <p className="text-sm text-ink-soft">Chưa có tài khoản hoặc quên mật khẩu: liên hệ người vận hành để nhận đường dẫn.</p>
    </div>
  );
}

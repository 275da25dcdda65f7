import { type Context, Hono } from "hono";
import { html } from "hono/html";
import type { App } from "./credentials.ts";
import { fields, page } from "./page.ts";
import type { Parts } from "./parts.ts";
import { readScope } from "./tokens.ts";

const scopeWords: Readonly<Record<string, string>> = {
  offline: "giữ kết nối khi bạn không có mặt",
  openid: "biết bạn là ai",
  product: "đọc và sửa sản phẩm",
  order: "đọc và xác nhận đơn hàng",
  inventory: "đọc và sửa tồn kho",
  multichannel: "quản lý bán hàng đa kênh",
  all: "mọi dữ liệu của gian hàng",
};

interface Asked {
  readonly app: App;
  readonly redirectUri: string;
  readonly scope: string;
  readonly state: string;
}

/** `/sc/oauth2/auth` (§2): what is asked wrongly goes back to the application, unless that address itself is wrong. */
export function consentPages({ apps, tokens, world }: Parts, path: string): Hono {
  const app = new Hono();

  function read(fields: Readonly<Record<string, string | undefined>>): Asked | Response | string {
    const { client_id, redirect_uri = "", scope = "", state = "", response_type } = fields;
    const by = apps.find(({ clientId }) => clientId === client_id);
    if (!by) return "Ứng dụng không tồn tại (invalid_client).";
    if (!URL.canParse(redirect_uri) || (by.redirectUris && !by.redirectUris.includes(redirect_uri)))
      return "Địa chỉ quay lại không khớp với địa chỉ đã đăng ký của ứng dụng (redirect_uri).";
    const back = (error: string, hint: string) => sendBack(redirect_uri, { ...refusal(error, 400, hint), state });
    if (response_type !== "code") return back("unsupported_response_type", "response_type must be code");
    if (state.length < 8) return back("invalid_state", "state must have at least 8 characters");
    const known = readScope(scope);
    if (known === undefined) return back("invalid_scope", "The requested scope is unknown or empty");
    return { app: by, redirectUri: redirect_uri, scope: known, state };
  }
  const wrong = (context: Context, words: string) =>
    context.html(page("Không kết nối được", html`<section><h1>Không kết nối được</h1><p>${words}</p></section>`), 400);

  app.get("/", (context) => {
    const asked = read(context.req.query());
    if (asked instanceof Response) return asked;
    if (typeof asked === "string") return wrong(context, asked);
    const hidden = { client_id: asked.app.clientId, redirect_uri: asked.redirectUri, scope: asked.scope, state: asked.state };
    return context.html(
      page(
        "Đồng ý kết nối",
        html`<form class="box" method="post" action="${path}">
          <h1>Cho phép ứng dụng quản lý gian hàng?</h1>
          <p>Trang đăng nhập mô phỏng: không cần mật khẩu, hãy chọn gian hàng của bạn.</p>
          <p>Ứng dụng số ${asked.app.clientId} xin được:</p>
          <ul>
            ${asked.scope.split(" ").map((scope) => html`<li>${scopeWords[scope]} (${scope})</li>`)}
          </ul>
          <input type="hidden" name="response_type" value="code" />
          ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
          ${world.state().sellers.map(
            ({ id, name }, index) =>
              html`<label class="inline"
                  ><input type="radio" name="seller" value="${id}" ${index === 0 ? "checked" : ""} /> ${name} (${id})</label
                >`,
          )}
          <div class="row">
            <button type="submit" name="decision" value="allow">Cho phép</button>
            <button type="submit" name="decision" value="deny">Từ chối</button>
          </div>
        </form>`,
      ),
    );
  });

  app.post("/", async (context) => {
    const form = await fields(context);
    const asked = read(form);
    if (asked instanceof Response) return asked;
    if (typeof asked === "string") return wrong(context, asked);
    const { redirectUri, scope, state } = asked;
    if (form.decision !== "allow")
      return sendBack(redirectUri, { ...refusal("access_denied", 403, "User denied the access request"), state });
    const seller = world.state().sellers.find(({ id }) => String(id) === form.seller);
    if (!seller) return wrong(context, "Hãy chọn một gian hàng.");
    const { clientId } = asked.app;
    const token = { kind: "code", clientId, sellerId: seller.id, scope, redirectUri, consent: tokens.newConsent() } as const;
    return sendBack(redirectUri, { code: tokens.give(token, world.dials().codeSeconds), scope, state });
  });
  return app;
}

const refusal = (error: string, code: number, hint: string) => ({ error, error_code: String(code), error_hint: hint });

function sendBack(redirectUri: string, fields: Readonly<Record<string, string>>): Response {
  const address = new URL(redirectUri);
  for (const [name, value] of Object.entries(fields)) address.searchParams.set(name, value);
  return new Response(null, { status: 303, headers: { location: address.href } });
}

import { data, Form, useNavigation } from "react-router";
import { BackendRefused } from "../backend/backend.server.ts";
import { cancelOrder, lookUpOrder, type OrderView } from "../backend/orders.server.ts";
import { sentence } from "../backend/sentence.server.ts";
import { TextField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { OrderSummary } from "../components/order-summary.tsx";
import { formText } from "../form-text.ts";
import { textsFor } from "../language.server.ts";
import { readMobile } from "../phone.ts";
import { textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_shop.tra-cuu";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { common, shop } = textsOf(matches);
  return [{ title: common.pageTitle({ page: shop.lookUp.heading }) }, { name: "robots", content: "noindex" }];
};

export function loader({ request }: Route.LoaderArgs) {
  return { code: (new URL(request.url).searchParams.get("code") ?? "").slice(0, 20) };
}

interface Found {
  readonly code: string;
  readonly phone: string;
  readonly order?: OrderView;
  readonly cancelled?: boolean;
  readonly problem?: string;
  readonly errors?: { code?: string; phone?: string };
}

/** By post, so that a phone number never stands in an address or a server's log. */
export async function action({ request }: Route.ActionArgs) {
  const texts = textsFor(request).shop.lookUp;
  const form = await request.formData();
  const code = formText(form, "code").toUpperCase();
  const typed = formText(form, "phone");
  const phone = readMobile(typed);
  const answer = (status: number, more: Partial<Found>) =>
    data<Found>({ code, phone: typed, ...more }, { status, headers: { "cache-control": "no-store" } });
  const errors = {
    ...(/^[0-9A-Z-]{4,20}$/.test(code) ? {} : { code: texts.badCode }),
    ...(phone ? {} : { phone: texts.badPhone }),
  };
  if (!phone || Object.keys(errors).length) return answer(422, { errors });
  try {
    if (form.get("intent") !== "cancel") {
      const order = await lookUpOrder(code, phone);
      return order ? answer(200, { order }) : answer(404, { problem: texts.unknown });
    }
    const order = await cancelOrder(code, phone);
    return order ? answer(200, { order, cancelled: true }) : answer(404, { problem: texts.unknown });
  } catch (error) {
    if (!(error instanceof BackendRefused)) throw error;
    if (error.status === 429) return answer(429, { problem: texts.tooOften });
    if (error.status === 400) return answer(422, { problem: sentence(error.body) ?? texts.malformed });
    const order = await lookUpOrder(code, phone).catch(() => undefined);
    const problem = sentence(error.body) ?? texts.notCancelled;
    return answer(409, { problem, ...(order ? { order } : {}) });
  }
}

export default function LookUp({ loaderData, actionData }: Route.ComponentProps) {
  const texts = useTexts().shop.lookUp;
  const busy = useNavigation().state !== "idle";
  const order = actionData?.order;
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-5">
      <h1 className="text-3xl">{texts.heading}</h1>
      {actionData?.problem ? <Notice tone="bad" title={actionData.problem} /> : null}
      {actionData?.cancelled ? <Notice tone="good" title={texts.cancelled} /> : null}
      {order ? <OrderSummary order={order} /> : null}
      {order?.can_cancel && !actionData?.cancelled ? (
        <details className="card p-4">
          <summary className="flex min-h-11 items-center font-semibold text-bad">{texts.cancel}</summary>
          <Form method="post" className="mt-2 flex flex-col items-start gap-3">
            <p>{texts.cancelWarning}</p>
            <input type="hidden" name="code" value={order.code} />
            <input type="hidden" name="phone" value={actionData?.phone} />
            <button type="submit" name="intent" value="cancel" className="button button-danger" disabled={busy}>
              {texts.cancelSend({ code: order.code })}
            </button>
          </Form>
        </details>
      ) : null}
      <Form method="post" className="card flex flex-col gap-4 p-4 sm:p-6" noValidate>
        <TextField
          name="code"
          label={texts.code}
          required
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          defaultValue={actionData?.code ?? loaderData.code}
          error={actionData?.errors?.code}
        />
        <TextField
          name="phone"
          label={texts.phone}
          type="tel"
          inputMode="tel"
          required
          autoComplete="tel"
          defaultValue={actionData?.phone}
          error={actionData?.errors?.phone}
        />
        <button type="submit" className="button button-primary" disabled={busy}>
          {busy ? texts.sending : order ? texts.sendAgain : texts.send}
        </button>
      </Form>
    </div>
  );
}

import { data, Form, Link, redirect, useNavigation } from "react-router";
import { openDesk, refusalOf } from "../backend/desk.server.ts";
import { TextField } from "../components/field.tsx";
import { MarkedText } from "../components/marked-text.tsx";
import { Notice } from "../components/notice.tsx";
import { formText } from "../form-text.ts";
import { textsFor } from "../language.server.ts";
import { readRules, type TypedRules, typedOf, type WrongRules } from "../stock-rules-form.ts";
import { textsOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import type { Route } from "./+types/_producer.ban-hang.san-pham_.$id.ton-kho";

export const meta: Route.MetaFunction = ({ matches }) => {
  const { desk } = textsOf(matches);
  return [{ title: desk.pageTitle({ page: desk.rules.title }) }, { name: "robots", content: "noindex" }];
};

export async function loader({ request, params }: Route.LoaderArgs) {
  const desk = await openDesk(request);
  const product = (await desk.products()).find(({ variant_id }) => variant_id === params.id);
  if (!product) throw data(null, { status: 404 });
  return { product, saved: new URL(request.url).searchParams.has("xong") };
}

interface Answered {
  readonly refused: string;
  readonly typed: TypedRules;
  readonly wrong: WrongRules;
}

export async function action({ request, params }: Route.ActionArgs) {
  const desk = await openDesk(request);
  const form = await request.formData();
  const typed: TypedRules = {
    allowance: formText(form, "allowance"),
    strictBelow: formText(form, "strictBelow"),
    units: formText(form, "units"),
    percent: formText(form, "percent"),
    atLeast: formText(form, "atLeast"),
    turnover: form.has("turnover"),
  };
  const answer = (refused: string, wrong: WrongRules = {}) => data<Answered>({ refused, typed, wrong }, { status: 422 });
  const read = readRules(typed);
  if ("wrong" in read) return answer(textsFor(request).desk.rules.wrong, read.wrong);
  const id = encodeURIComponent(params.id);
  const refused = await refusalOf(request, desk.post(`/products/${id}/stock-rules`, read.rules));
  return refused ? answer(refused) : redirect(`/ban-hang/san-pham/${id}/ton-kho?xong`);
}

export default function StockRulesPage({ loaderData: { product, saved }, actionData }: Route.ComponentProps) {
  const { desk } = useTexts();
  const texts = desk.rules;
  const busy = useNavigation().state !== "idle";
  const rules = product.stock_rules;
  const typed = actionData?.typed ?? (rules ? typedOf(rules, texts.decimal) : undefined);
  const errorOf = (field: keyof WrongRules) => {
    const wrong = actionData?.wrong[field];
    return wrong === undefined ? undefined : wrong === "whole" ? texts.wholeNumber : texts.percentNumber;
  };
  const field = (name: keyof WrongRules, more: { required?: boolean; hint?: string; inputMode?: "decimal" }) => (
    <TextField
      name={name}
      label={texts[name]}
      error={errorOf(name)}
      inputMode="numeric"
      autoComplete="off"
      defaultValue={typed?.[name] ?? ""}
      {...more}
    />
  );
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <p>
        <Link className="link inline-flex min-h-11 items-center" to={`/ban-hang/san-pham#${product.variant_id}`}>
          {texts.back}
        </Link>
      </p>
      <h1 className="text-2xl sm:text-3xl">{texts.of({ product: product.title })}</h1>
      {actionData ? <Notice tone="bad" title={actionData.refused} /> : null}
      {saved && !actionData ? <Notice tone="good" title={texts.saved} /> : null}
      {rules && typed ? (
        <>
          <section className="card flex flex-col gap-2 p-4">
            <p>
              <MarkedText
                text={desk.product.stock({
                  onHand: product.on_hand,
                  held: product.held,
                  left: Math.max(0, product.on_hand - product.held),
                })}
              />
              .
            </p>
            <p>{texts.is[rules.mode]}</p>
            <p>
              <MarkedText text={texts.bound({ bound: rules.bound, allowance: rules.allowance })} />
            </p>
            {rules.refused.length ? (
              <div className="rounded-lg border-l-4 border-warn bg-warn-soft px-3 py-2">
                <h2 className="font-semibold">{texts.refused}</h2>
                <ul className="mt-1 flex flex-col gap-1">
                  {rules.refused.map(({ account_title, sentence }) => (
                    <li key={account_title}>
                      <strong>{account_title}</strong>: {sentence}
                    </li>
                  ))}
                </ul>
              </div>
            ) : null}
          </section>
          <Form method="post" className="card flex flex-col gap-5 p-4" noValidate>
            {field("allowance", { required: true, hint: texts.allowanceHint })}
            {field("strictBelow", { hint: texts.strictBelowHint })}
            <fieldset className="flex flex-col gap-4 border-t border-line pt-4">
              <legend className="float-left text-lg font-semibold text-longan-deep">{texts.buffer}</legend>
              <p className="text-sm text-ink-soft">{texts.bufferAbout}</p>
              <div className="grid items-end gap-4 sm:grid-cols-2">
                {field("units", { required: true })}
                {field("atLeast", { required: true })}
              </div>
              {field("percent", { required: true, hint: texts.percentHint, inputMode: "decimal" })}
              <label className="flex min-h-11 items-center gap-3">
                <input
                  type="checkbox"
                  name="turnover"
                  className="size-5 shrink-0 accent-leaf"
                  defaultChecked={typed.turnover}
                />
                <span>{texts.turnover}</span>
              </label>
            </fieldset>
            <button type="submit" className="button button-primary sm:self-start" disabled={busy}>
              {texts.save}
            </button>
          </Form>
        </>
      ) : (
        <p className="card p-4">{texts.ofParts}</p>
      )}
    </div>
  );
}

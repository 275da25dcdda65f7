import { Form, Link } from "react-router";
import type { DeskAccount, DeskListing, DeskProduct, StockRules } from "../backend/desk.server.ts";
import { wordOf } from "../text/texts.ts";
import { useTexts } from "../text/use-texts.ts";
import { MarkedText } from "./marked-text.tsx";
import { SimulatedMark } from "./simulated-mark.tsx";
import { StarRating } from "./star-rating.tsx";

export function DeskProductCard({ product, accounts }: { product: DeskProduct; accounts: readonly DeskAccount[] }) {
  const { desk } = useTexts();
  const id = product.variant_id;
  return (
    <article id={id} className="card flex scroll-mt-4 flex-col gap-4 p-4" aria-label={product.title}>
      <div>
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="text-lg">
            <Link className="link" to={`/san-pham/${product.handle}`}>
              {product.title}
            </Link>
          </h2>
          {product.certificate ? <StarRating stars={product.certificate.stars} /> : null}
          {product.simulated ? <SimulatedMark /> : null}
        </div>
        <p className="text-sm text-ink-soft">
          {product.pack} · <span className="figure">SKU {product.sku}</span>
        </p>
        <p className="text-sm">
          {desk.product.certificate({
            status: wordOf(desk.product.certificateIs, product.certificate_status),
            validTo: product.certificate?.valid_to,
          })}
        </p>
        <p className="text-sm">
          <MarkedText
            text={desk.product.stock({
              onHand: product.on_hand,
              held: product.held,
              left: Math.max(0, product.on_hand - product.held),
            })}
          />
          {product.short > 0 ? (
            <strong className="figure text-bad"> · {desk.product.short({ count: product.short })}</strong>
          ) : null}
          .
        </p>
        {product.stock_rules ? <RulesLine variantId={id} rules={product.stock_rules} /> : null}
      </div>
      <Form method="post" className="grid grid-cols-2 gap-3 sm:grid-cols-[1fr_1fr_auto] sm:items-end">
        <input type="hidden" name="variant" value={id} />
        <input type="hidden" name="shown-price" value={product.price ?? ""} />
        <input type="hidden" name="shown-stock" value={product.on_hand} />
        <label className="flex flex-col gap-1">
          <span className="text-sm font-semibold">{desk.product.price}</span>
          <input className="input figure" name="price" inputMode="numeric" defaultValue={product.price ?? ""} required />
        </label>
        <label className="flex flex-col gap-1">
          <span className="text-sm font-semibold">{desk.product.onHand}</span>
          <input className="input figure" name="stock" inputMode="numeric" defaultValue={product.on_hand} required />
        </label>
        <button type="submit" name="intent" value="save" className="button button-quiet col-span-2 sm:col-span-1">
          {desk.product.save}
        </button>
      </Form>
      <ul className="flex flex-col gap-3">
        {accounts.map((account) => (
          <li key={account.id} className="border-t border-line pt-3">
            <AccountLine
              variantId={id}
              account={account}
              listing={product.listings.find(({ account_id }) => account_id === account.id)}
            />
          </li>
        ))}
      </ul>
    </article>
  );
}

function RulesLine({ variantId, rules }: { variantId: string; rules: StockRules }) {
  const texts = useTexts().desk.rules;
  return (
    <div className="text-sm">
      <p>
        <MarkedText text={texts.bound({ bound: rules.bound, allowance: rules.allowance })} />
      </p>
      <Link
        className="link inline-flex min-h-11 items-center"
        to={`/ban-hang/san-pham/${encodeURIComponent(variantId)}/ton-kho`}
      >
        {texts.open}
      </Link>
    </div>
  );
}

function AccountLine({
  variantId,
  account,
  listing,
}: {
  variantId: string;
  account: DeskAccount;
  listing: DeskListing | undefined;
}) {
  const { desk } = useTexts();
  const live = listing?.wanted_live ?? false;
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-2">
        <strong>{account.title}</strong>
        {account.simulated ? <SimulatedMark /> : null}
      </p>
      <p>{listing?.standing.sentence ?? desk.listing.none}</p>
      {listing?.url && listing.standing.state === "live" ? (
        <p className="text-sm">
          <a className="link" href={listing.url}>
            {desk.listing.openPage}
          </a>
          {listing.seen_at ? <span className="text-ink-soft"> · {desk.listing.seenAt({ at: listing.seen_at })}</span> : null}
        </p>
      ) : null}
      {listing?.conflict ? <Conflict listing={listing} conflict={listing.conflict} /> : null}
      <Form method="post" className="flex flex-wrap gap-2">
        <input type="hidden" name="variant" value={variantId} />
        <input type="hidden" name="account" value={account.id} />
        <button type="submit" name="intent" value={live ? "take-down" : "publish"} className="button button-quiet px-4">
          {live ? desk.listing.takeDown : account.ways?.listings === "file" ? desk.listing.publishByFile : desk.listing.publish}
        </button>
      </Form>
      {listing && account.ways?.listings === "api" ? <Owners listing={listing} /> : null}
    </div>
  );
}

const owned = ["title", "price", "description"] as const;
const owners = ["ask", "ours", "theirs"] as const;

function Owners({ listing }: { listing: DeskListing }) {
  const texts = useTexts().desk.owners;
  return (
    <details>
      <summary className="flex min-h-11 items-center text-sm font-semibold text-longan-deep">{texts.title}</summary>
      <Form method="post" className="flex flex-col gap-3 pt-1">
        <input type="hidden" name="listing" value={listing.id} />
        <p className="text-sm text-ink-soft">{texts.about}</p>
        <div className="grid gap-3">
          {owned.map((field) => {
            const chosen = listing.field_owners[field];
            // A description that nobody chose for is not compared: channels write it their own way.
            const compared = field !== "description" || chosen !== undefined;
            return (
              <label key={field} className="flex flex-col gap-1">
                <span className="text-sm font-semibold">{texts.fields[field]}</span>
                <select className="input" name={field} defaultValue={chosen ?? (compared ? "ask" : "")}>
                  {compared ? null : <option value="">{texts.notCompared}</option>}
                  {owners.map((owner) => (
                    <option key={owner} value={owner}>
                      {texts.choices[owner]}
                    </option>
                  ))}
                </select>
              </label>
            );
          })}
        </div>
        <button type="submit" name="intent" value="owners" className="button button-quiet px-4 sm:self-start">
          {texts.save}
        </button>
      </Form>
    </details>
  );
}

function Conflict({ listing, conflict }: { listing: DeskListing; conflict: NonNullable<DeskListing["conflict"]> }) {
  const { common, desk } = useTexts();
  const texts = desk.conflict;
  const show = (value: string | number | null | undefined) =>
    value == null ? texts.unknown : typeof value === "number" ? common.money({ amount: value }) : value;
  return (
    <div className="rounded-lg border-l-4 border-warn bg-warn-soft px-3 py-2">
      <p className="font-semibold">{texts.title[conflict.field]}</p>
      <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3">
        <dt>{texts.ours}</dt>
        <dd>{show(conflict.ours)}</dd>
        <dt>{texts.theirs}</dt>
        <dd>{show(conflict.theirs)}</dd>
      </dl>
      <p className="text-sm">{texts.who({ at: conflict.at ?? undefined })}</p>
      <Form method="post" className="mt-2 flex flex-wrap gap-2">
        <input type="hidden" name="listing" value={listing.id} />
        <input type="hidden" name="field" value={conflict.field} />
        <button type="submit" name="intent" value="keep-ours" className="button button-quiet px-4">
          {texts.keepOurs}
        </button>
        <button type="submit" name="intent" value="take-theirs" className="button button-quiet px-4">
          {texts.takeTheirs}
        </button>
      </Form>
    </div>
  );
}

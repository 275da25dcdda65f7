import { Form, Link } from "react-router";
import type { DeskAccount, DeskListing, DeskProduct } from "../backend/desk.server.ts";
import { formatDay, formatMoment } from "../format/date.ts";
import { formatCount, formatVnd } from "../format/vnd.ts";
import { SimulatedMark } from "./simulated-mark.tsx";
import { StarRating } from "./star-rating.tsx";

const certificateWords: Readonly<Record<string, string>> = {
  none: "chưa có giấy chứng nhận mức A",
  "not-yet": "chưa tới ngày hiệu lực",
  active: "còn hiệu lực",
  expiring: "sắp hết hạn",
  extended: "được gia hạn",
  expired: "đã hết hạn: không ghi sao ở đâu nữa",
  superseded: "đã có quyết định mới thay thế",
  revoked: "đã bị thu hồi: không ghi sao ở đâu nữa",
};
const fieldWords = { title: "Tên", price: "Giá" } as const;

export function DeskProductCard({ product, accounts }: { product: DeskProduct; accounts: readonly DeskAccount[] }) {
  const id = product.variant_id;
  return (
    <article className="card flex flex-col gap-4 p-4" aria-label={product.title}>
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
          Giấy chứng nhận: {certificateWords[product.certificate_status] ?? product.certificate_status}
          {product.certificate ? `, đến ${formatDay(product.certificate.valid_to)}` : ""}.
        </p>
        <p className="text-sm">
          Trong kho <span className="figure font-semibold">{formatCount(product.on_hand)}</span>, đang giữ cho đơn{" "}
          <span className="figure font-semibold">{formatCount(product.held)}</span>
          {product.short > 0 ? (
            <strong className="text-bad">
              {" "}
              · thiếu <span className="figure">{formatCount(product.short)}</span>
            </strong>
          ) : null}
          .
        </p>
      </div>
      <Form method="post" className="grid grid-cols-2 gap-3 sm:grid-cols-[1fr_1fr_auto] sm:items-end">
        <input type="hidden" name="variant" value={id} />
        <input type="hidden" name="shown-price" value={product.price ?? ""} />
        <input type="hidden" name="shown-stock" value={product.on_hand} />
        <label className="flex flex-col gap-1">
          <span className="text-sm font-semibold">Giá (₫)</span>
          <input className="input figure" name="price" inputMode="numeric" defaultValue={product.price ?? ""} required />
        </label>
        <label className="flex flex-col gap-1">
          <span className="text-sm font-semibold">Số trong kho</span>
          <input className="input figure" name="stock" inputMode="numeric" defaultValue={product.on_hand} required />
        </label>
        <button type="submit" name="intent" value="save" className="button button-quiet col-span-2 sm:col-span-1">
          Lưu giá và kho
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

function AccountLine({
  variantId,
  account,
  listing,
}: {
  variantId: string;
  account: DeskAccount;
  listing: DeskListing | undefined;
}) {
  const live = listing?.wanted_live ?? false;
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-2">
        <strong>{account.title}</strong>
        {account.simulated ? <SimulatedMark /> : null}
      </p>
      <p>{listing?.standing.sentence ?? "Chưa đăng lên sàn này."}</p>
      {listing?.url && listing.standing.state === "live" ? (
        <p className="text-sm">
          <a className="link" href={listing.url}>
            Xem trang trên sàn
          </a>
          {listing.seen_at ? <span className="text-ink-soft"> · thấy lúc {formatMoment(listing.seen_at)}</span> : null}
        </p>
      ) : null}
      {listing?.conflict ? <Conflict listing={listing} conflict={listing.conflict} /> : null}
      <Form method="post" className="flex flex-wrap gap-2">
        <input type="hidden" name="variant" value={variantId} />
        <input type="hidden" name="account" value={account.id} />
        <button type="submit" name="intent" value={live ? "take-down" : "publish"} className="button button-quiet px-4">
          {live ? "Ngừng bán ở đây" : account.ways?.listings === "file" ? "Đưa vào tệp đăng bán" : "Đăng lên sàn"}
        </button>
      </Form>
    </div>
  );
}

function Conflict({ listing, conflict }: { listing: DeskListing; conflict: NonNullable<DeskListing["conflict"]> }) {
  const show = (value: string | number | null | undefined) =>
    value == null ? "(không rõ)" : typeof value === "number" ? formatVnd(value) : value;
  return (
    <div className="rounded-lg border-l-4 border-warn bg-warn-soft px-3 py-2">
      <p className="font-semibold">{fieldWords[conflict.field]} trên sàn khác với của bạn</p>
      <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3">
        <dt>Của bạn</dt>
        <dd>{show(conflict.ours)}</dd>
        <dt>Trên sàn</dt>
        <dd>{show(conflict.theirs)}</dd>
      </dl>
      <p className="text-sm">
        Sửa trên trang người bán của sàn, không qua đây{conflict.at ? `; thấy lúc ${formatMoment(conflict.at)}` : ""}.
      </p>
      <Form method="post" className="mt-2 flex flex-wrap gap-2">
        <input type="hidden" name="listing" value={listing.id} />
        <input type="hidden" name="field" value={conflict.field} />
        <button type="submit" name="intent" value="keep-ours" className="button button-quiet px-4">
          Giữ của tôi
        </button>
        <button type="submit" name="intent" value="take-theirs" className="button button-quiet px-4">
          Lấy của sàn
        </button>
      </Form>
    </div>
  );
}

import type { OrderView } from "../backend/orders.server.ts";
import { formatMoment } from "../format/date.ts";
import { useTexts } from "../text/use-texts.ts";

/** An order as its buyer may see it; no address, since a code and a phone can be overheard. */
export function OrderSummary({ order }: { order: OrderView }) {
  const { common, shop } = useTexts();
  const texts = shop.order;
  const seller = typeof order.seller === "string" ? { name: order.seller } : order.seller;
  return (
    <section aria-label={texts.label({ code: order.code })} className="card p-4 sm:p-6">
      <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5">
        <dt className="text-ink-soft">{texts.code}</dt>
        <dd className="figure text-lg font-bold tracking-wide">{order.code}</dd>
        {order.state_text ? (
          <>
            <dt className="text-ink-soft">{texts.state}</dt>
            <dd className="font-semibold text-longan-deep first-letter:uppercase">{order.state_text}</dd>
          </>
        ) : null}
        {order.placed_at ? (
          <>
            <dt className="text-ink-soft">{texts.placedAt}</dt>
            <dd className="figure">{formatMoment(order.placed_at)}</dd>
          </>
        ) : null}
        {seller ? (
          <>
            <dt className="text-ink-soft">{texts.seller}</dt>
            <dd>
              {seller.name}
              {"phone" in seller && seller.phone ? (
                <>
                  {" · "}
                  <a className="link figure" href={`tel:${seller.phone.replaceAll(/\s/g, "")}`}>
                    {seller.phone}
                  </a>
                </>
              ) : null}
            </dd>
          </>
        ) : null}
      </dl>
      {order.lines?.length ? (
        <ul className="mt-4 divide-y divide-line border-t border-line">
          {order.lines.map((line) => {
            const total = line.total ?? (typeof line.unit_price === "number" ? line.unit_price * line.quantity : undefined);
            return (
              <li key={line.title} className="flex justify-between gap-4 py-2">
                <span>
                  <span className="figure font-semibold">{line.quantity} ×</span> {line.title}
                </span>
                {total === undefined ? null : (
                  <span className="figure whitespace-nowrap">{common.money({ amount: total })}</span>
                )}
              </li>
            );
          })}
        </ul>
      ) : null}
      {typeof order.shipping === "number" ? (
        <p className="flex justify-between border-t border-line py-2">
          <span>{texts.shipping}</span>
          <span className="figure">{common.money({ amount: order.shipping })}</span>
        </p>
      ) : null}
      {typeof order.total === "number" ? (
        <p className="flex justify-between border-t-2 border-line pt-3 text-lg font-bold">
          <span>{texts.total}</span>
          <span className="figure text-lotus">{common.money({ amount: order.total })}</span>
        </p>
      ) : null}
    </section>
  );
}

import { Form, Link } from "react-router";
import type { DeskOrder } from "../backend/desk.server.ts";
import { formatMoment } from "../format/date.ts";
import { useTexts } from "../text/use-texts.ts";
import { SimulatedMark } from "./simulated-mark.tsx";

/** One order as its producer sees it: where it came from, what goes into the parcel, where it goes. */
export function DeskOrderCard({ order, whole = false }: { order: DeskOrder; whole?: boolean }) {
  const { common, desk } = useTexts();
  const move = order.can_accept ? "accept" : order.can_pack ? "pack" : order.can_ship ? "ship" : undefined;
  const total = order.lines.reduce((sum, line) => sum + (line.unit_price ?? 0) * line.quantity, 0);
  return (
    <article
      className={`card p-4 ${order.short ? "border-2 border-bad" : ""}`}
      aria-label={desk.order.name({ code: order.code })}
    >
      <div className="flex flex-wrap items-center gap-2">
        {whole ? (
          <h1 className="figure text-xl tracking-wide">{desk.order.name({ code: order.code })}</h1>
        ) : (
          <h2 className="figure text-lg tracking-wide">
            <Link className="link" to={`/ban-hang/don-hang/${encodeURIComponent(order.id)}`}>
              {order.code}
            </Link>
          </h2>
        )}
        <span className="chip bg-paper-deep">{order.state_text}</span>
        {order.short ? <span className="chip bg-bad-soft font-semibold text-bad">{desk.order.short}</span> : null}
        {order.simulated ? <SimulatedMark /> : null}
      </div>
      <p className="mt-1 text-sm text-ink-soft">
        {order.where} · <span className="figure">{formatMoment(order.placed_at)}</span>
      </p>
      {order.short ? <p className="mt-2 font-medium text-bad">{desk.order.whenShort}</p> : null}
      <ul className="mt-3">
        {order.lines.map((line) => (
          <li key={line.title} className="flex justify-between gap-3 border-b border-line py-1.5">
            <span>
              {line.title} × <span className="figure font-semibold">{line.quantity}</span>
            </span>
            {line.unit_price == null ? null : (
              <span className="figure whitespace-nowrap">{common.money({ amount: line.unit_price * line.quantity })}</span>
            )}
          </li>
        ))}
      </ul>
      {total > 0 ? (
        <p className="mt-2 text-right">
          {desk.order.goods} <span className="figure font-semibold">{common.money({ amount: total })}</span>
        </p>
      ) : null}
      {order.buyer ? (
        <address className="mt-3 not-italic">
          <span className="font-semibold">{order.buyer.name}</span> ·{" "}
          <a className="link figure" href={`tel:${order.buyer.phone}`}>
            {order.buyer.phone}
          </a>
          <br />
          {order.buyer.address}
        </address>
      ) : (
        <p className="mt-3 text-sm text-ink-soft">{desk.order.sentBy({ seller: order.seller_name ?? desk.order.programme })}</p>
      )}
      {order.note ? <p className="mt-2 text-sm">{desk.order.note({ note: order.note })}</p> : null}
      {order.refused ? <p className="mt-2 font-medium text-bad">{order.refused}</p> : null}
      {order.state === "packed" && order.channel && !order.can_ship ? (
        <p className="mt-3 text-sm text-ink-soft">{desk.order.waitsForCourier}</p>
      ) : null}
      {move ? (
        <Form method="post" className="mt-3" action={`/ban-hang/don-hang/${encodeURIComponent(order.id)}`}>
          <button type="submit" name="intent" value={move} className="button button-primary w-full sm:w-auto">
            {desk.order[move]}
          </button>
        </Form>
      ) : null}
    </article>
  );
}

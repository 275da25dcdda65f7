import { Form } from "react-router";
import type { DeskAccount, SheetAccount } from "../backend/desk.server.ts";
import { useTexts } from "../text/use-texts.ts";

const written = ["listings", "offers", "stock"] as const;
const handedIn = ["orders", "stock"] as const;

/** Where one account's files are asked for and handed in; only the kinds it trades in. */
export function SheetDesk({ account, trades }: { account: DeskAccount; trades: SheetAccount }) {
  const { sheets: texts } = useTexts().desk;
  const shared = trades.shares.some(({ units }) => units != null);
  const kinds = written.filter((kind) => trades.written.includes(kind) && (kind !== "stock" || shared));
  return (
    <section className="card flex flex-col gap-4 p-4" aria-label={account.title}>
      <h2 className="text-lg">{account.title}</h2>
      {account.state === "look-only" ? <p className="text-ink-soft">{texts.lookOnly}</p> : null}
      {kinds.length ? (
        <div className="flex flex-col gap-2">
          <h3 className="font-semibold">{texts.toChannel}</h3>
          <Form method="post" className="flex flex-wrap gap-2">
            <input type="hidden" name="account" value={account.id} />
            <input type="hidden" name="intent" value="ask" />
            {kinds.map((kind) => (
              <button key={kind} type="submit" name="kind" value={kind} className="button button-quiet">
                {texts.ask[kind]}
              </button>
            ))}
          </Form>
        </div>
      ) : null}
      {trades.shares.length ? <Shares trades={trades} /> : null}
      {handedIn
        .filter((kind) => trades.handed_in.includes(kind))
        .map((kind) => (
          <HandIn key={kind} account={account} kind={kind} />
        ))}
    </section>
  );
}

function Shares({ trades }: { trades: SheetAccount }) {
  const { sheets: texts } = useTexts().desk;
  return (
    <details>
      <summary className="min-h-11 py-2 font-semibold">{texts.shares}</summary>
      <p className="text-sm text-ink-soft">{texts.sharesAbout}</p>
      <ul className="mt-2 flex flex-col gap-3">
        {trades.shares.map(({ listing_id, title, units }) => (
          <li key={listing_id}>
            <Form method="post" className="flex items-end gap-2">
              <input type="hidden" name="listing" value={listing_id} />
              <label className="flex min-w-0 flex-1 flex-col gap-1">
                <span className="text-sm font-medium">{texts.share({ title })}</span>
                <input
                  className="input figure"
                  name="units"
                  inputMode="numeric"
                  defaultValue={units ?? ""}
                  placeholder={texts.noShare}
                />
              </label>
              <button type="submit" name="intent" value="share" className="button button-quiet px-4">
                {texts.saveShare}
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </details>
  );
}

function HandIn({ account, kind }: { account: DeskAccount; kind: (typeof handedIn)[number] }) {
  const { common, desk } = useTexts();
  const texts = desk.sheets;
  const id = `${account.id}-${kind}`;
  return (
    <details open={kind === "orders"}>
      <summary className="min-h-11 py-2 font-semibold">{texts.kinds[kind]}</summary>
      <Form method="post" encType="multipart/form-data" className="flex flex-col gap-3">
        <input type="hidden" name="account" value={account.id} />
        <input type="hidden" name="kind" value={kind} />
        <label className="flex flex-col gap-1">
          <span className="font-medium">{texts.file}</span>
          <input className="input" type="file" name="file" accept=".xlsx,.csv" required />
        </label>
        <label className="flex flex-col gap-1" htmlFor={`${id}-taken`}>
          <span className="font-medium">
            {texts.takenAt}
            {kind === "orders" ? <span className="font-normal text-ink-soft"> {common.field.optional}</span> : null}
          </span>
          <input
            className="input figure"
            id={`${id}-taken`}
            type="datetime-local"
            name="taken"
            aria-describedby={`${id}-hint`}
            required={kind === "stock"}
          />
        </label>
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {texts.takenAtHint}
        </p>
        <button type="submit" name="intent" value="hand-in" className="button button-primary self-start">
          {texts.handIn[kind]}
        </button>
      </Form>
    </details>
  );
}

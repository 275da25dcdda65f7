import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Badge, Button, Container, Heading, Text } from "@medusajs/ui";
import { useEffect, useState } from "react";
import { useTexts } from "../../texts";
import { ask } from "../ask";
import { AccountForm } from "./account-form";
import { Assumptions } from "./assumptions";
import { type Problem, Problems } from "./problems";

interface Account {
  id: string;
  channel_title: string;
  title: string;
  owner_kind: "programme" | "producer";
  producer_id: string | null;
  state: "look-only" | "released" | "needs-sign-in" | "retired";
  paused: boolean;
  simulated: boolean;
  signed_in: boolean;
  can_connect: boolean;
  trouble?: string | null;
}
interface Result {
  variant_id: string;
  listing_id?: string;
  refused?: string;
}
interface Product {
  title: string;
  metadata: { alcohol?: boolean; seller_kind?: string; producer_id?: string } | null;
  variants: { id: string }[] | null;
}

const colors = { "look-only": "grey", released: "green", "needs-sign-in": "red", retired: "grey" } as const;

/** Everything the shop sells; Medusa gives at most a page at a time. */
async function allProducts(): Promise<Product[]> {
  const found: Product[] = [];
  for (;;) {
    const page = await ask<{ products: Product[]; count: number }>(
      `/admin/products?limit=100&offset=${found.length}&status[]=published&order=id&fields=title,metadata,variants.id`,
    );
    found.push(...page.products);
    if (!page.products.length || found.length >= page.count) return found;
  }
}

function Channels() {
  const { texts } = useTexts();
  const { channels: words } = texts;
  const [accounts, setAccounts] = useState<Account[]>([]);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [refused, setRefused] = useState<string[]>([]);
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);
  /** The account whose settings are open, or "new". */
  const [open, setOpen] = useState<string>();

  const load = async () => {
    setAccounts((await ask<{ accounts: Account[] }>("/admin/channels/accounts")).accounts);
    setProblems((await ask<{ problems: Problem[] }>("/admin/channels/problems")).problems);
  };
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setSaid("");
    setRefused([]);
    try {
      await work();
    } catch (error) {
      setSaid(error instanceof Error ? error.message : texts.failed);
    } finally {
      setBusy(false);
    }
  };
  useEffect(() => {
    void run(async () => {
      // Back from a channel's consent page: only who began it may finish it, so it is done with this sign-in.
      const { consent, ...query } = Object.fromEntries(new URLSearchParams(window.location.search));
      if (consent) {
        window.history.replaceState(null, "", window.location.pathname);
        await ask(`/admin/channels/consents/${encodeURIComponent(consent)}`, { query });
      }
      await load();
    });
  }, []);

  const connect = ({ id }: Account) =>
    run(async () => {
      const { url } = await ask<{ url: string }>(`/admin/channels/accounts/${id}/consent`, {});
      window.location.assign(url);
    });
  const change = ({ id }: Account, what: "release" | "pause" | "resume") =>
    run(async () => {
      await ask(`/admin/channels/accounts/${id}/${what}`, {});
      await load();
    });
  const publishAll = ({ id, owner_kind, producer_id, title }: Account) =>
    run(async () => {
      const sellable = (await allProducts()).filter(
        ({ metadata }) =>
          metadata &&
          !metadata.alcohol &&
          (owner_kind === "programme" ? metadata.seller_kind === "programme" : metadata.producer_id === producer_id),
      );
      const titles = new Map(
        sellable.flatMap((product) => (product.variants ?? []).map((variant) => [variant.id, product.title] as const)),
      );
      if (!titles.size) {
        setSaid(words.nothingToSell({ account: title }));
        return;
      }
      const { results } = await ask<{ results: Result[] }>("/admin/channels/listings", {
        account_id: id,
        variant_ids: [...titles.keys()],
        live: true,
      });
      const not = results.filter((result) => result.refused !== undefined);
      setSaid(words.published({ account: title, taken: results.length - not.length, refused: not.length }));
      setRefused(not.map((result) => `${titles.get(result.variant_id) ?? result.variant_id}: ${result.refused}`));
      await load();
    });

  return (
    <Container className="flex flex-col gap-4 p-6">
      <Heading level="h1">{words.title}</Heading>
      <Text>{words.explained}</Text>
      <a className="text-ui-fg-interactive" href="/admin/queues" target="_blank" rel="noreferrer">
        {words.queues}
      </a>
      <div aria-live="polite">
        {said && <Text weight="plus">{said}</Text>}
        <ul>
          {refused.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
      {accounts.length === 0 && <Text>{busy ? texts.loading : words.none}</Text>}
      <ul className="divide-y border-y" aria-label={words.title}>
        {accounts.map((account) => (
          <li key={account.id} className="flex flex-col gap-3 py-4 lg:flex-row lg:items-center">
            <div className="lg:flex-1">
              {account.channel_title} · {account.title}
              {account.simulated ? ` (${texts.simulated})` : ""}
              {account.trouble && <div className="text-ui-fg-error txt-compact-small">{account.trouble}</div>}
            </div>
            <div className="flex flex-wrap gap-2 lg:w-40">
              <Badge color={colors[account.state]}>{words.is[account.state]}</Badge>
              {account.paused && <Badge color="orange">{words.paused}</Badge>}
              {account.can_connect && !account.signed_in && <Badge color="orange">{words.notConnected}</Badge>}
            </div>
            <div className="flex flex-wrap gap-2 lg:flex-1">
              {account.can_connect && (
                <Button size="small" variant="secondary" disabled={busy} onClick={() => void connect(account)}>
                  {account.signed_in ? words.connectAgain : words.connect}
                </Button>
              )}
              {account.state === "look-only" && (
                <Button size="small" disabled={busy} onClick={() => void change(account, "release")}>
                  {words.release}
                </Button>
              )}
              <Button
                size="small"
                variant="secondary"
                disabled={busy}
                onClick={() => void change(account, account.paused ? "resume" : "pause")}
              >
                {account.paused ? words.resume : words.pause}
              </Button>
              <Button size="small" variant="secondary" disabled={busy} onClick={() => void publishAll(account)}>
                {words.publishAll}
              </Button>
              <Button size="small" variant="secondary" disabled={busy} onClick={() => setOpen(account.id)}>
                {words.settings}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {open === undefined ? (
        <Button className="self-start" variant="secondary" onClick={() => setOpen("new")}>
          {words.add}
        </Button>
      ) : (
        <AccountForm
          key={open}
          {...(open === "new" ? {} : { accountId: open })}
          done={() => {
            setOpen(undefined);
            void run(load);
          }}
        />
      )}
      <Problems
        problems={problems}
        titleOf={(accountId) => accounts.find(({ id }) => id === accountId)?.title}
        busy={busy}
        run={run}
        load={load}
      />
      <Assumptions titleOf={(id) => accounts.find((account) => account.id === id)?.title ?? id} />
    </Container>
  );
}

export const config = defineRouteConfig({ label: "channels", translationNs: "pages" });

export default Channels;

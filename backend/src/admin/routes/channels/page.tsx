import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Badge, Button, Container, Heading, Table, Text } from "@medusajs/ui";
import { useEffect, useState } from "react";
import { ask } from "../ask";

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
}
interface Problem {
  id: string;
  account_id: string | null;
  message: string;
  created_at: string;
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

const states = {
  "look-only": { text: "chỉ xem", color: "grey" },
  released: { text: "được ghi", color: "green" },
  "needs-sign-in": { text: "cần kết nối lại", color: "red" },
  retired: { text: "đã thôi dùng", color: "grey" },
} as const;

const at = (instant: string) => new Date(instant).toLocaleString("vi-VN", { timeZone: "Asia/Ho_Chi_Minh" });

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
  const [accounts, setAccounts] = useState<Account[]>([]);
  const [problems, setProblems] = useState<Problem[]>([]);
  const [refused, setRefused] = useState<string[]>([]);
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);

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
      setSaid(error instanceof Error ? error.message : "Có lỗi. Hãy thử lại.");
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
        setSaid(`${title}: không có sản phẩm nào được bán ở gian hàng này.`);
        return;
      }
      const { results } = await ask<{ results: Result[] }>("/admin/channels/listings", {
        account_id: id,
        variant_ids: [...titles.keys()],
        live: true,
      });
      const not = results.filter((result) => result.refused !== undefined);
      setSaid(`${title}: đã ghi nhận ${results.length - not.length} sản phẩm, ${not.length} chưa đăng được.`);
      setRefused(not.map((result) => `${titles.get(result.variant_id) ?? result.variant_id}: ${result.refused}`));
      await load();
    });

  return (
    <Container className="flex flex-col gap-4 p-6">
      <Heading level="h1">Gian hàng trên các sàn</Heading>
      <Text>Gian hàng mới chỉ được xem. Bấm “Cho phép ghi” khi đã kiểm tra để hệ thống đăng sản phẩm và tồn kho.</Text>
      <div aria-live="polite">
        {said && <Text weight="plus">{said}</Text>}
        <ul>
          {refused.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
      {accounts.length === 0 && <Text>{busy ? "Đang tải…" : "Chưa có gian hàng nào."}</Text>}
      <Table>
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell>Gian hàng</Table.HeaderCell>
            <Table.HeaderCell>Tình trạng</Table.HeaderCell>
            <Table.HeaderCell>Việc có thể làm</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {accounts.map((account) => (
            <Table.Row key={account.id}>
              <Table.Cell className="h-auto whitespace-normal py-2">
                {account.channel_title} · {account.title}
                {account.simulated ? " (mô phỏng)" : ""}
              </Table.Cell>
              <Table.Cell className="h-auto whitespace-nowrap py-2">
                <Badge color={states[account.state].color}>{states[account.state].text}</Badge>{" "}
                {account.paused && <Badge color="orange">tạm dừng</Badge>}{" "}
                {account.can_connect && !account.signed_in && <Badge color="orange">chưa kết nối</Badge>}
              </Table.Cell>
              <Table.Cell className="h-auto py-2">
                {/* A cell that is itself flexible leaves its row, which then is too low for two lines. */}
                <div className="flex flex-wrap gap-2">
                  {account.can_connect && (
                    <Button size="small" variant="secondary" disabled={busy} onClick={() => void connect(account)}>
                      {account.signed_in ? "Kết nối lại" : "Kết nối"}
                    </Button>
                  )}
                  {account.state === "look-only" && (
                    <Button size="small" disabled={busy} onClick={() => void change(account, "release")}>
                      Cho phép ghi
                    </Button>
                  )}
                  <Button
                    size="small"
                    variant="secondary"
                    disabled={busy}
                    onClick={() => void change(account, account.paused ? "resume" : "pause")}
                  >
                    {account.paused ? "Chạy tiếp" : "Tạm dừng"}
                  </Button>
                  <Button size="small" variant="secondary" disabled={busy} onClick={() => void publishAll(account)}>
                    Đăng tất cả sản phẩm được bán
                  </Button>
                </div>
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
      <Heading level="h2">Việc cần xem</Heading>
      {problems.length === 0 && <Text>Không có việc nào cần xem.</Text>}
      <ul>
        {problems.map((problem) => (
          <li key={problem.id}>
            {at(problem.created_at)} · {accounts.find(({ id }) => id === problem.account_id)?.title ?? "Hệ thống"} ·{" "}
            {problem.message}
          </li>
        ))}
      </ul>
    </Container>
  );
}

export const config = defineRouteConfig({ label: "Gian hàng trên sàn" });

export default Channels;

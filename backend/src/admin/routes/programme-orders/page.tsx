import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Badge, Button, Container, Heading, Text } from "@medusajs/ui";
import { useEffect, useState } from "react";
import { useTexts } from "../../texts";
import { ask } from "../ask";

interface Order {
  id: string;
  where: string;
  code: string;
  state: string;
  state_text: string;
  short: boolean;
  simulated: boolean;
  placed_at: string;
  refused: string | null;
  buyer: { name: string; phone: string; address: string } | null;
  lines: { title: string; quantity: number }[];
  can_accept: boolean;
  can_pack: boolean;
  can_ship: boolean;
}

const moveOf = (order: Order) => (order.can_accept ? "accept" : order.can_pack ? "pack" : order.can_ship ? "ship" : undefined);

function ProgrammeOrders() {
  const { texts, at } = useTexts();
  const { orders: words } = texts;
  const [orders, setOrders] = useState<Order[]>([]);
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);

  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setSaid("");
    try {
      await work();
      setOrders((await ask<{ orders: Order[] }>("/admin/channels/orders")).orders);
    } catch (error) {
      setSaid(error instanceof Error ? error.message : texts.failed);
    } finally {
      setBusy(false);
    }
  };
  useEffect(() => {
    void run(async () => {});
  }, []);

  return (
    <Container className="flex flex-col gap-4 p-6">
      <Heading level="h1">{words.title}</Heading>
      <Text>{words.explained}</Text>
      <div aria-live="polite">{said && <Text weight="plus">{said}</Text>}</div>
      {orders.length === 0 && <Text>{busy ? texts.loading : words.none}</Text>}
      {orders.map((order) => (
        <section key={order.id} className="flex flex-col gap-2 border-t py-3" aria-label={words.order({ code: order.code })}>
          <div className="flex flex-wrap items-center gap-2">
            <Heading level="h2">{order.code}</Heading>
            <Badge size="2xsmall">{order.state_text}</Badge>
            {order.short && (
              <Badge size="2xsmall" color="red">
                {words.short}
              </Badge>
            )}
            {order.simulated && <Badge size="2xsmall">{texts.simulated}</Badge>}
          </div>
          <Text size="small">
            {order.where} · {at(order.placed_at)}
          </Text>
          <ul>
            {order.lines.map((line) => (
              <li key={line.title}>
                {line.title} × {line.quantity}
              </li>
            ))}
          </ul>
          {order.buyer && (
            <Text>
              {order.buyer.name} · {order.buyer.phone} · {order.buyer.address}
            </Text>
          )}
          {order.refused && <Text weight="plus">{order.refused}</Text>}
          {moveOf(order) && (
            <div>
              <Button
                size="small"
                disabled={busy}
                onClick={() => void run(() => ask(`/admin/channels/orders/${order.id}/${moveOf(order)}`, {}))}
              >
                {{ accept: words.accept, pack: words.packed, ship: words.handedOver }[moveOf(order) ?? "ship"]}
              </Button>
            </div>
          )}
        </section>
      ))}
    </Container>
  );
}

export const config = defineRouteConfig({ label: "orders", translationNs: "pages" });

export default ProgrammeOrders;

import { callers } from "../../src/api/middlewares";
import type { Backend } from "../backend";
import { tokenOf } from "../signed-in";

const actors = ["user", "officer", "producer_member", "customer"] as const;
const mayCall: Record<string, (typeof actors)[number] | undefined> = {
  officer: "officer",
  producer_member: "producer_member",
  operator: "user",
};
/** One route of each row that answers to GET or to POST. */
const asked: Record<string, ["get" | "post", string]> = {
  "/producer/*": ["get", "/producer/me"],
  "/producer/sheets/orders": ["post", "/producer/sheets/orders"],
  "/producer/sheets/stock": ["post", "/producer/sheets/stock"],
  "/department/*": ["get", "/department/coverage"],
  "/admin/people*": ["get", "/admin/people"],
  "/admin/channels/*": ["get", "/admin/channels/accounts"],
  "/admin/channels/accounts/:id/settings": ["post", "/admin/channels/accounts/x/settings"],
  "/admin/ocop/imports": ["get", "/admin/ocop/imports"],
  "/admin/queues": ["get", "/admin/queues/api/queues"],
  "/metrics": ["get", "/metrics"],
  "/worker/*": ["get", "/worker/accounts"],
  "/worker/acts/:id/outcome": ["post", "/worker/acts/x/outcome"],
  "/worker/acts/:id/readings": ["post", "/worker/acts/x/readings"],
};

export default function openOnlyToTheirCallers({ api }: Backend): void {
  const call = (matcher: string, token?: string) => {
    const [method, path] = asked[matcher] ?? ["get", "/"];
    const options = { validateStatus: () => true, headers: token ? { authorization: `Bearer ${token}` } : {} };
    return method === "get" ? api.get(path, options) : api.post(path, {}, options);
  };

  it("lets nobody pass a row of the table but the caller it names", async () => {
    const closed = callers.filter(({ caller }) => !["anonymous", "webhook", "consent-return"].includes(caller));
    for (const { matcher, caller } of closed) {
      expect(asked[matcher], matcher).toBeDefined();
      expect([matcher, (await call(matcher)).status]).toEqual([matcher, 401]);
      expect([matcher, (await call(matcher, "guessed")).status]).toEqual([matcher, 401]);
      for (const actor of actors) {
        if (mayCall[caller] === actor) continue;
        const token = tokenOf(actor);
        expect([matcher, actor, (await call(matcher, token)).status]).toEqual([matcher, actor, 401]);
      }
    }
  });

  it("keeps Medusa's doors shut that nobody goes through", async () => {
    const form = { email: "0911000009", password: "mat-khau-la-1" };
    const options = { validateStatus: () => true };
    for (const path of [
      "/auth/customer/emailpass/register",
      "/auth/customer/emailpass",
      "/auth/producer_member/emailpass/register",
      "/auth/officer/emailpass/register",
      "/auth/officer/emailpass/reset-password",
    ])
      expect([path, (await api.post(path, form, options)).status]).toEqual([path, 404]);
  });

  it("lets a worker in by its token alone, whole and exact", async () => {
    const token = process.env.WORKER_TOKEN ?? "";
    expect((await call("/worker/*", token)).data).toEqual({ accounts: [] });
    for (const wrong of [token.slice(1), `${token}x`, token.toUpperCase(), ""])
      expect((await call("/worker/*", wrong || undefined)).status).toBe(401);
  });
}

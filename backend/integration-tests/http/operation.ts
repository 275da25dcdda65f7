import pg from "pg";
import { closeBoard } from "../../src/api/admin/queues/board";
import { closeRing, ringFor } from "../../src/ring";
import type { Backend } from "../backend";
import { tokenOf } from "../signed-in";

const metricsToken = "only-for-tests-and-long-enough";
process.env.METRICS_TOKEN = metricsToken;

const signedIn = () => ({
  authorization: `Bearer ${tokenOf("user")}`,
});

export default function operation({ api, dbConfig }: Backend): void {
  const get = (path: string, headers: Record<string, string> = {}) => api.get(path, { headers, validateStatus: () => true });
  const askDatabase = async <Shape>(query: string): Promise<Shape[]> => {
    const client = new pg.Client({ connectionString: dbConfig.clientUrl });
    await client.connect();
    try {
      return (await client.query(query)).rows as Shape[];
    } finally {
      await client.end();
    }
  };
  const connections = async () => {
    const [row] = await askDatabase<{ count: string }>(
      "select count(*) from pg_stat_activity where application_name = 'ocop-queues'",
    );
    return Number(row?.count);
  };
  afterAll(closeBoard);

  it("is ready once its migrations have run, and says what is missing", async () => {
    const [taken] = await askDatabase<{ name: string; executed_at: string }>(
      "delete from mikro_orm_migrations where name = 'Migration20261124120000' returning name",
    );
    expect(taken).toBeDefined();
    const behind = await get("/ready");
    expect([behind.status, behind.data]).toEqual([503, { ready: false, away: ["migrations"] }]);
    await askDatabase("insert into mikro_orm_migrations (name, executed_at) values ('Migration20261124120000', now())");
    const ready = await get("/ready");
    expect([ready.status, ready.data]).toEqual([200, { ready: true, away: [] }]);
  });

  it("shows metrics to who holds the token, by words of ours alone", async () => {
    await askDatabase(
      `insert into channel_problem (id, account_id, purpose, code, message, whose)
         values ('chprob_1', 'chacc_secret', 'pull-orders', 'a code', 'Bà Năm, 0912345678', 'producer')`,
    );
    expect((await get("/metrics")).status).toBe(401);
    await get("/a/path/strangers/made");
    await get("/webhooks/unknown-channel");
    const { status, data, headers } = await get("/metrics", { authorization: `Bearer ${metricsToken}` });
    expect([status, headers["content-type"]]).toEqual([200, expect.stringContaining("text/plain")]);
    expect(data).toContain('ocop_open_problems{purpose="pull-orders",whose="producer"} 1');
    expect(data).toContain('ocop_http_request_seconds_count{method="GET",route="/ready",status="200"}');
    expect(data).toContain('route="none",status="404"');
    expect(data).not.toMatch(/chacc_secret|0912345678|strangers/);
  });

  it("shows the queues to an operator, asks for nothing from outside, and changes nothing", async () => {
    expect((await get("/admin/queues")).status).toBe(401);
    expect((await get("/admin/queues/api/queues")).status).toBe(401);
    expect(await connections()).toBe(0);

    const page = await get("/admin/queues", signedIn());
    expect(page.status).toBe(200);
    expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(page.data).toContain('<base href="/admin/queues/" />');
    expect(page.data).not.toMatch(/https?:\/\/|<%/);
    const files = [...String(page.data).matchAll(/(?:src|href)="(static\/[^"]+)"/g)].map(([, file]) => file);
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) expect([file, (await get(`/admin/queues/${file}`, signedIn())).status]).toEqual([file, 200]);

    interface View {
      readonly queues: readonly { name: string; readOnlyMode: boolean; counts: { waiting: number } }[];
    }
    const look = async () => {
      const { status, data } = await get("/admin/queues/api/queues?activeQueue=pull-orders&status=waiting", signedIn());
      expect(status).toBe(200);
      const { queues } = data as View;
      return { queues, waiting: queues.find(({ name }) => name === "pull-orders")?.counts.waiting ?? 0 };
    };
    const before = await look();
    await ringFor("pull-orders", "chacc_1");
    const { queues, waiting } = await look();
    expect(queues).toHaveLength(12);
    expect(queues.every(({ readOnlyMode }) => readOnlyMode)).toBe(true);
    expect(waiting).toBe(before.waiting + 1);
    const emptied = await api.put(
      "/admin/queues/api/queues/pull-orders/empty",
      {},
      { headers: signedIn(), validateStatus: () => true },
    );
    expect(emptied.status).toBe(405);

    await closeRing();
    await closeBoard();
    expect(await connections()).toBe(0);
  });
}

import { z } from "@medusajs/framework/zod";

export interface DemonstrationPlan {
  readonly backend: string;
  readonly password: string;
  /** One line for each thing that happened. */
  readonly say: (line: string) => void;
}

const accountsSchema = z.object({
  accounts: z.array(
    z.object({
      id: z.string(),
      channel: z.string(),
      title: z.string(),
      owner_kind: z.enum(["programme", "producer"]),
      state: z.string(),
      signed_in: z.boolean(),
      can_connect: z.boolean(),
      simulated: z.boolean(),
    }),
  ),
});
type Account = z.infer<typeof accountsSchema>["accounts"][number];
const variantsSchema = z.object({
  products: z.array(
    z.object({
      metadata: z.object({ seller_kind: z.string(), alcohol: z.boolean() }).nullish().catch(null),
      variants: z.array(z.object({ id: z.string() })).nullish(),
    }),
  ),
});
const resultsSchema = z.object({ results: z.array(z.object({ variant_id: z.string(), refused: z.string().optional() })) });

/** The shops of the simulated Shopee, by whom they belong to (its README). */
const shopOf = { programme: "220001", producer: "220002" } as const;

/**
 * What the owners of the demonstration's accounts would do with their mouse: sign in on the marketplace's own consent page,
 * and, for the programme, let the account write and put its goods on sale. The producer's account stays look-only: its
 * owner releases it at the desk. Done again it changes nothing.
 */
export async function signInDemonstration({ backend, password, say }: DemonstrationPlan): Promise<void> {
  const { token } = z
    .object({ token: z.string() })
    .parse(await ask(`${backend}/auth/user/emailpass`, { email: "admin@hungyen.test", password }));
  const authorization = `Bearer ${token}`;
  const accounts = async () =>
    accountsSchema.parse(await ask(`${backend}/admin/channels/accounts`, undefined, authorization)).accounts;

  for (const account of await accounts()) {
    if (!account.simulated || !account.can_connect || account.signed_in) continue;
    const { url } = z
      .object({ url: z.url() })
      .parse(await ask(`${backend}/admin/channels/accounts/${account.id}/consent`, {}, authorization));
    const brought = await consent(new URL(url), shopOf[account.owner_kind]);
    await ask(`${backend}/admin/channels/consents/${account.channel}`, { query: brought }, authorization);
    await waitUntil(async () => (await accounts()).some(({ id, signed_in }) => id === account.id && signed_in), account.title);
    say(`${account.title}: signed in`);
  }
  const programme = (await accounts()).find(
    ({ channel, owner_kind, simulated }) => channel === "shopee" && owner_kind === "programme" && simulated,
  );
  if (programme?.state === "look-only") await goOnSale(backend, authorization, programme, say);
}

async function goOnSale(
  backend: string,
  authorization: string,
  account: Account,
  say: DemonstrationPlan["say"],
): Promise<void> {
  await ask(`${backend}/admin/channels/accounts/${account.id}/release`, {}, authorization);
  const { products } = variantsSchema.parse(
    await ask(`${backend}/admin/products?limit=500&fields=id,metadata,variants.id`, undefined, authorization),
  );
  const variant_ids = products.flatMap(({ metadata, variants }) =>
    metadata?.seller_kind === "programme" && !metadata.alcohol ? (variants ?? []).map(({ id }) => id) : [],
  );
  const { results } = resultsSchema.parse(
    await ask(`${backend}/admin/channels/listings`, { account_id: account.id, variant_ids, live: true }, authorization),
  );
  const refused = results.filter((each) => each.refused);
  say(`${account.title}: ${results.length - refused.length} products go on sale`);
  for (const each of refused) say(`  refused: ${each.refused}`);
}

/** Reads the consent page as a browser does, ticks the shop and presses the button; what the way back brings to who began it. */
export async function consent(page: URL, shop: string): Promise<Record<string, string>> {
  const shown = await fetch(page);
  if (!shown.ok) throw new Error(`The consent page answered ${shown.status}`);
  const form = new URLSearchParams({
    redirect_uri: page.searchParams.get("redirect_uri") ?? "",
    state: page.searchParams.get("state") ?? "",
    // Each marketplace has a word of its own for it.
    shop_id: shop,
    seller_id: shop,
  });
  const confirmed = await fetch(`${page.origin}${page.pathname}`, { method: "POST", body: form, redirect: "manual" });
  const back = confirmed.headers.get("location");
  if (!back) throw new Error(`The consent page sent nobody back (${confirmed.status})`);
  const returned = await fetch(back, { redirect: "manual" });
  const led = returned.headers.get("location");
  if (returned.status !== 303 || !led) throw new Error(`The return from the consent page answered ${returned.status}`);
  const { consent: _channel, ...query } = Object.fromEntries(new URL(led).searchParams);
  return query;
}

async function ask(url: string, body?: unknown, authorization?: string): Promise<unknown> {
  const answer = await fetch(url, {
    method: body === undefined ? "GET" : "POST",
    headers: { "content-type": "application/json", ...(authorization ? { authorization } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(60_000),
  });
  if (!answer.ok) throw new Error(`${new URL(url).pathname} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
  return answer.json();
}

async function waitUntil(done: () => Promise<boolean>, title: string): Promise<void> {
  const until = Date.now() + 60_000;
  while (!(await done())) {
    if (Date.now() > until) throw new Error(`${title} did not sign in within 60 s`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

import { redirect } from "react-router";
import { z } from "zod";
import { textsFor } from "../language.server.ts";
import { askBackend, BackendRefused, type Question, reach } from "./backend.server.ts";
import { sentence } from "./sentence.server.ts";
import { requireBearer, signInAddress } from "./sign-in.server.ts";

const standingSchema = z.object({
  state: z.string(),
  sentence: z.string(),
  whose: z.string(),
  move: z.string().nullish(),
});
const conflictSchema = z.object({
  field: z.enum(["title", "price"]),
  ours: z.union([z.string(), z.number()]).nullish(),
  theirs: z.union([z.string(), z.number()]).nullish(),
  at: z.string().nullish(),
});
const ownerSchema = z.enum(["ours", "theirs", "ask"]).optional().catch(undefined);
const listingSchema = z.object({
  id: z.string(),
  account_id: z.string(),
  account_title: z.string(),
  wanted_live: z.boolean(),
  standing: standingSchema,
  url: z.string().nullish(),
  seen_at: z.string().nullish(),
  conflict: conflictSchema.nullish().catch(null),
  /** Who decides a field there; nobody chose where it is absent. */
  field_owners: z.object({ title: ownerSchema, description: ownerSchema, price: ownerSchema }).catch({}),
});
export type DeskListing = z.infer<typeof listingSchema>;
const stockRulesSchema = z.object({
  allowance: z.number(),
  strict_below: z.number().nullish(),
  buffer: z.object({ units: z.number(), basis_points: z.number(), at_least: z.number(), turnover: z.boolean() }),
  /** The most that may be oversold as the ledger stands. */
  bound: z.number(),
  mode: z.enum(["strict", "becoming-strict", "pooled"]),
  /** Where "never oversold" cannot be promised. */
  refused: z.array(z.object({ account_title: z.string(), sentence: z.string() })),
});
export type StockRules = z.infer<typeof stockRulesSchema>;
const productSchema = z.object({
  variant_id: z.string(),
  handle: z.string(),
  title: z.string(),
  sku: z.string(),
  pack: z.string(),
  picture: z.string(),
  simulated: z.boolean(),
  price: z.number().nullish(),
  on_hand: z.number(),
  held: z.number(),
  short: z.number(),
  certificate: z.object({ stars: z.number(), decision_number: z.string(), valid_to: z.string() }).nullish(),
  certificate_status: z.string(),
  stock_rules: stockRulesSchema.nullish(),
  listings: z.array(listingSchema),
});
export type DeskProduct = z.infer<typeof productSchema>;
const accountSchema = z.object({
  id: z.string(),
  channel: z.string(),
  channel_title: z.string(),
  title: z.string(),
  state: z.string(),
  paused: z.boolean(),
  simulated: z.boolean(),
  signed_in: z.boolean(),
  can_connect: z.boolean(),
  /** What stands in the way of its work just now. */
  trouble: z.string().nullish(),
  ways: z.object({ listings: z.string(), stock: z.string(), orders: z.string() }).nullish(),
});
export type DeskAccount = z.infer<typeof accountSchema>;
const orderSchema = z.object({
  id: z.string(),
  where: z.string(),
  channel: z.string().nullish(),
  code: z.string(),
  state: z.string(),
  state_text: z.string(),
  channel_state: z.string().nullish(),
  short: z.boolean(),
  simulated: z.boolean(),
  placed_at: z.string(),
  note: z.string().nullish(),
  ships: z.boolean(),
  seller_name: z.string().nullish(),
  refused: z.string().nullish(),
  buyer: z.object({ name: z.string(), phone: z.string(), address: z.string() }).nullish(),
  lines: z.array(z.object({ title: z.string(), quantity: z.number(), unit_price: z.number().nullish() })),
  can_accept: z.boolean(),
  can_pack: z.boolean(),
  can_ship: z.boolean(),
});
export type DeskOrder = z.infer<typeof orderSchema>;
const returnSchema = z.object({
  id: z.string(),
  account_title: z.string(),
  order_id: z.string(),
  /** The channel's own word. */
  state: z.string(),
  changed_at: z.string(),
  lines: z.array(
    z.object({
      line_id: z.string(),
      quantity: z.number(),
      title: z.string().nullish(),
      received: z.object({ quantity: z.number(), resaleable: z.boolean() }).nullish(),
    }),
  ),
});
export type DeskReturn = z.infer<typeof returnSchema>;
const reportSchema = z
  .object({
    orders: z.array(z.string()).nullish(),
    rows: z
      .array(
        z.object({
          order: z.string().nullish(),
          sku: z.string().nullish(),
          sellable: z.number().nullish(),
          is: z.string(),
          unmapped: z.boolean().nullish(),
          short: z.boolean().nullish(),
        }),
      )
      .nullish(),
    count: z.number().nullish(),
    problems: z
      .array(z.object({ row: z.union([z.number(), z.string()]).nullish(), field: z.string().nullish(), message: z.string() }))
      .nullish(),
    sentence: z.string().nullish(),
  })
  .nullish()
  .catch(null);
export type SheetReport = NonNullable<z.infer<typeof reportSchema>>;
const sheetSchema = z.object({
  id: z.string(),
  account_id: z.string(),
  account_title: z.string(),
  kind: z.string(),
  state: z.string(),
  handed_in: z.boolean(),
  name: z.string().nullish(),
  created_at: z.string(),
  confirmed_at: z.string().nullish(),
  report: reportSchema,
});
export type DeskSheet = z.infer<typeof sheetSchema>;
const sheetAccountSchema = z.object({
  account_id: z.string(),
  written: z.array(z.string()),
  handed_in: z.array(z.string()),
  shares: z.array(z.object({ listing_id: z.string(), sku: z.string(), title: z.string(), units: z.number().nullish() })),
});
export type SheetAccount = z.infer<typeof sheetAccountSchema>;
const handedInSchema = z.object({
  id: z.string(),
  again: z.boolean(),
  sentence: z.string().nullish(),
  report: reportSchema,
});

const taskSchema = z.object({
  id: z.string(),
  move: z.string(),
  title: z.string(),
  sentence: z.string(),
  listing_id: z.string().nullish(),
  variant_id: z.string().nullish(),
  account_title: z.string(),
  simulated: z.boolean(),
});
export type DeskTask = z.infer<typeof taskSchema>;
const handTaskSchema = z.object({
  id: z.string(),
  kind: z.enum(["publish", "change", "take-down", "address"]),
  account_title: z.string(),
  channel_title: z.string(),
  simulated: z.boolean(),
  sku: z.string(),
  title: z.string(),
  version: z.number(),
  standing: standingSchema,
  differs: z.array(z.string()),
  texts: z
    .object({ title: z.string(), description: z.string(), price: z.number(), pack: z.string(), certificate: z.string() })
    .nullish(),
  certified: z.boolean(),
  pictures: z.array(z.object({ place: z.number(), name: z.string(), illustration: z.boolean() })),
  open: z.string().nullish(),
  url: z.string().nullish(),
});
export type HandTask = z.infer<typeof handTaskSchema>;
const handTaskAnswer = z.object({
  task: handTaskSchema.nullish(),
  proofs: z.array(
    z.object({ kind: z.string(), url: z.string().nullish(), note: z.string().nullish(), by: z.string(), at: z.string() }),
  ),
});
export type HandedProof = z.infer<typeof handTaskAnswer>["proofs"][number];

const roleSchema = z.enum(["owner", "staff"]);
const memberSchema = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string(),
  role: roleSchema,
  signed_up: z.boolean(),
  you: z.boolean(),
});
export type DeskMember = z.infer<typeof memberSchema>;
const linkAnswer = z.object({
  link: z.object({ url: z.url(), kind: z.enum(["invitation", "reset"]), expires_at: z.string() }),
});
export type MadeLink = z.infer<typeof linkAnswer>["link"];

/** One person's questions at the desk. An access that has ended leads to the sign-in page and back. */
export async function openDesk(request: Request) {
  const authorization = await requireBearer(request, "desk");
  async function ask<Answer>(path: string, question: Question<Answer>): Promise<Answer> {
    try {
      return await askBackend(`/producer${path}`, { ...question, authorization });
    } catch (error) {
      if (error instanceof BackendRefused && error.status === 401) throw redirect(signInAddress(request, "desk", true));
      throw error;
    }
  }
  const post = (path: string, body: unknown = {}) =>
    ask(path, { answer: z.unknown(), method: "POST", body, timeoutMs: 20_000 });
  return {
    me: () =>
      ask("/me", {
        answer: z.object({
          member: z.object({ name: z.string(), role: roleSchema }),
          producer: z.object({ name: z.string(), demonstration: z.boolean() }),
        }),
      }),
    products: async () => (await ask("/products", { answer: z.object({ products: z.array(productSchema) }) })).products,
    accounts: async () => (await ask("/accounts", { answer: z.object({ accounts: z.array(accountSchema) }) })).accounts,
    orders: async () => (await ask("/orders", { answer: z.object({ orders: z.array(orderSchema) }) })).orders,
    order: async (id: string) =>
      (await ask(`/orders/${encodeURIComponent(id)}`, { answer: z.object({ order: orderSchema }) })).order,
    returns: async () => (await ask("/returns", { answer: z.object({ returns: z.array(returnSchema) }) })).returns,
    sheets: () => ask("/sheets", { answer: z.object({ sheets: z.array(sheetSchema), accounts: z.array(sheetAccountSchema) }) }),
    handInSheet: (kind: "orders" | "stock", body: unknown) =>
      ask(`/sheets/${kind}`, { answer: handedInSchema, method: "POST", body, timeoutMs: 20_000 }),
    tasks: async () => (await ask("/tasks", { answer: z.object({ tasks: z.array(taskSchema) }) })).tasks,
    handTask: (id: string) => ask(`/assisted/${encodeURIComponent(id)}`, { answer: handTaskAnswer }),
    handedPicture: async (id: string, place: string) =>
      (
        await ask(`/assisted/${encodeURIComponent(id)}/pictures/${encodeURIComponent(place)}`, {
          answer: z.object({ url: z.url() }),
        })
      ).url,
    consentUrl: async (accountId: string) =>
      (
        await ask(`/accounts/${encodeURIComponent(accountId)}/consent`, {
          answer: z.object({ url: z.url() }),
          method: "POST",
          body: {},
        })
      ).url,
    members: async () => (await ask("/members", { answer: z.object({ members: z.array(memberSchema) }) })).members,
    inviteMember: async (body: { name: string; phone: string }) =>
      (await ask("/members", { answer: linkAnswer, method: "POST", body })).link,
    memberLink: async (id: string) =>
      (await ask(`/members/${encodeURIComponent(id)}/link`, { answer: linkAnswer, method: "POST", body: {} })).link,
    removeMember: (id: string) => post(`/members/${encodeURIComponent(id)}/remove`),
    sheetFile: (id: string) => reach(`/producer/sheets/${encodeURIComponent(id)}/file`, { authorization }),
    post,
  };
}
export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** What the backend says no with, in its own words for people; anything else is thrown on. */
export async function refusalOf(request: Request, work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (!(error instanceof BackendRefused)) throw error;
    return sentence(error.body) ?? textsFor(request).desk.refused.notDone;
  }
}

import { z } from "zod";
import { ConnectorError, type Outside, type Problem, type Sku } from "../contract/index.ts";
import { readEach } from "../kit/read-each.ts";
import type { TikiClient } from "./client.ts";
import { isUpdate } from "./listing-from-tiki-request.ts";
import { readAll } from "./pages.ts";
import { tikiLimits } from "./policy.ts";
import { unlessGone } from "./products.ts";
import { isPending, requestState } from "./reason-from-tiki.ts";
import type { TikiSettings } from "./settings.ts";
import { tikiTexts } from "./texts.ts";
import { instantFromTikiIfAny, instantToTiki } from "./tiki-time.ts";
import { type TikiRequest, type TikiTrack, tikiPageSchema, tikiRequestSchema, tikiTrackSchema } from "./wire.ts";

const hour = 3_600_000;

/** Product requests: those Tiki has made of what was sent, and those still in its queue. */
export interface TikiRequests {
  /** Newest first, as far back as the settings look. */
  all(): Promise<{ readonly items: readonly TikiRequest[]; readonly problems: readonly Problem[] }>;
  /** Undefined when Tiki has none of this number. */
  one(requestId: string): Promise<TikiRequest | undefined>;
  track(trackId: string): Promise<TikiTrack | undefined>;
  /** Pending or approved requests that would make this SKU, with their tracks; `unknown` counts those that may. */
  making(
    sku: Sku,
  ): Promise<{ readonly found: readonly { request: TikiRequest; trackId?: string }[]; readonly unknown: number }>;
}

const nameOf = (key: string) => (row: unknown) =>
  z.object({ [key]: z.union([z.string(), z.number()]).transform(String) }).safeParse(row).data?.[key];

const createdSchema = z.object({ created_at: z.string() });

export const skusOf = (request: TikiRequest): string[] =>
  (request.products ?? []).flatMap(({ original_sku }) => original_sku?.trim().toUpperCase() || []);

export function tikiRequests(client: TikiClient, settings: TikiSettings, outside: Outside): TikiRequests {
  async function all() {
    const oldest = outside.now().getTime() - settings.requestLookbackDays * 24 * hour;
    const isOld = (row: unknown) => {
      const at = instantFromTikiIfAny(createdSchema.safeParse(row).data?.created_at);
      return at !== undefined && Date.parse(at) < oldest;
    };
    const rows = await readAll(
      client,
      "/v2/requests",
      { include: "products" },
      { enough: (page) => page.length > 0 && page.every(isOld) },
    );
    return readEach(rows, tikiRequestSchema, (request) => request, nameOf("request_id"));
  }

  async function trackPage(from: number, to: number): Promise<readonly TikiTrack[]> {
    const time = { created_at_min: instantToTiki(from), created_at_max: instantToTiki(to) };
    const { data } = await client.get("/v2/tracking", { query: { limit: tikiLimits.rowsPerPage, ...time } }, tikiPageSchema);
    const read = readEach(data, tikiTrackSchema, (track) => track, nameOf("track_id"));
    if (read.problems.length)
      throw new ConnectorError("unexpected", "look", `${read.problems.length} tracks could not be read`, {
        says: tikiTexts.say("shape"),
      });
    return read.items;
  }

  /**
   * This list has no pages: v1 bounds it by time, so a full answer is asked again in halves. Where both halves answer the
   * same, the bounds are not heeded and the newest are all there is to see; what is queued behind them is older, and a
   * repeated SKU of it is refused (reason 420).
   */
  async function tracks(from: number, to: number, whole?: readonly TikiTrack[]): Promise<readonly TikiTrack[]> {
    const rows = whole ?? (await trackPage(from, to));
    if (rows.length < tikiLimits.rowsPerPage) return rows;
    const middle = Math.floor((from + to) / 2_000) * 1_000;
    const halves = [await trackPage(from, middle), await trackPage(middle, to)] as const;
    const [newest] = rows;
    if (halves.every(([first]) => first?.track_id === newest?.track_id)) return rows;
    if (to - from < 2_000)
      throw new ConnectorError("unexpected", "tracking", "The tracks of one second do not fit into one answer", {
        says: tikiTexts.say("queue-unsure"),
      });
    return [...(await tracks(from, middle, halves[0])), ...(await tracks(middle, to, halves[1]))];
  }

  const one = (requestId: string) =>
    unlessGone(
      client.get(`/v2/requests/${encodeURIComponent(requestId)}`, { query: { include: "products" } }, tikiRequestSchema),
    );

  return {
    all,
    one,
    track: (trackId) => unlessGone(client.get(`/v2/tracking/${encodeURIComponent(trackId)}`, {}, tikiTrackSchema)),
    async making(sku) {
      const now = outside.now().getTime();
      // Tracks first: a request that leaves the queue meanwhile is in the list that is read after it.
      const queued = await tracks(now - settings.queueLookbackHours * hour, now + hour);
      const { items, problems } = await all();
      if (problems.length)
        throw new ConnectorError("unexpected", "look", `${problems.length} requests could not be read`, {
          says: tikiTexts.say("shape"),
        });
      const requests = new Map(items.map((request) => [request.request_id, request]));
      const trackOf = new Map(
        queued.flatMap(({ request_id, track_id }) => (request_id ? [[request_id, track_id] as const] : [])),
      );
      let unknown = 0;
      const unlisted = new Set<string>();
      for (const { state, request_id } of queued) {
        if (!isPending(state)) continue;
        if (!request_id) unknown += 1;
        else if (!requests.has(request_id)) unlisted.add(request_id);
      }
      for (const id of unlisted) {
        const request = await one(id);
        if (request) requests.set(id, request);
        else unknown += 1;
      }
      const found: { request: TikiRequest; trackId?: string }[] = [];
      for (const listed of requests.values()) {
        const open = isPending(listed.state) || requestState(listed.state) === "hidden";
        if (!open || isUpdate(listed)) continue;
        // The list may leave the products out (open-api-docs issue 342).
        const request = skusOf(listed).length || !isPending(listed.state) ? listed : await one(listed.request_id);
        if (!request || (isPending(request.state) && skusOf(request).length === 0)) unknown += 1;
        else if (skusOf(request).includes(sku)) {
          const trackId = trackOf.get(request.request_id);
          found.push({ request, ...(trackId ? { trackId } : {}) });
        }
      }
      return { found, unknown };
    },
  };
}

import { data, redirect } from "react-router";
import { z } from "zod";
import { type BoardQuery, boardParams, type ListQuery } from "../board-query.ts";
import { askBackend, BackendRefused, orNotFound, type Question, reach } from "./backend.server.ts";
import { requireBearer, signInAddress } from "./sign-in.server.ts";

const text = z.string().nullish();

const figureSchema = z.object({
  numerator: z.number().int(),
  denominator: z.number().int(),
  basisPoints: z.number().int().optional(),
});
export type Figure = z.infer<typeof figureSchema>;

const readingFigures = z.object({ asWritten: figureSchema, withoutRetired: figureSchema });
const columnFigures = z.object({ goods: readingFigures, services: readingFigures });
const readingSchema = z.object({ key: z.string(), inUse: z.boolean(), official: columnFigures, reported: columnFigures });
export type Reading = z.infer<typeof readingSchema>;

const coverageSchema = z.object({
  day: z.string(),
  simulated: z.boolean(),
  readings: z.array(readingSchema),
  channels: z.array(z.object({ channel: z.string(), state: z.string(), official: figureSchema, reported: figureSchema })),
  reading: readingSchema.nullable(),
});
export type Coverage = z.infer<typeof coverageSchema>;

const sightingSchema = z.object({
  channel: z.string(),
  live: z.boolean(),
  observedOn: z.string(),
  way: z.string(),
  simulated: z.boolean(),
  url: text,
});
export type Sighting = z.infer<typeof sightingSchema>;
const lookSchema = z.object({
  id: z.string(),
  channel: z.string(),
  state: z.string(),
  title: text,
  url: text,
  method: z.string(),
  http_status: z.number().nullish(),
  sha256: text,
  sentence: text,
  at: z.string(),
  simulated: z.boolean(),
});
export type Look = z.infer<typeof lookSchema>;

const certificateView = z.object({
  id: z.string(),
  decisionNumber: z.string(),
  decisionDate: z.string(),
  validFrom: z.string(),
  validTo: z.string(),
  stars: z.number(),
  simulated: z.boolean(),
  sourceUrl: text,
  status: z.string(),
});
const reportedView = z.object({ status: z.string(), text: z.string(), sourceUrl: z.string() });

const listedSchema = z.object({
  id: z.string(),
  code: text,
  name: z.string(),
  producer: text,
  commune: text,
  met: z.boolean(),
  live: z.array(z.string()),
  observations: z.array(sightingSchema),
  certificate: certificateView.nullish(),
  stars: z.number().nullish(),
  reported: reportedView.nullish(),
  source_url: text,
  simulated: z.boolean(),
});
export type ListedProduct = z.infer<typeof listedSchema>;

const listSchema = z.object({
  day: z.string(),
  reading: z.string(),
  simulated: z.boolean(),
  products: z.array(listedSchema),
  count: z.number().int(),
});

const certificateRow = z.object({
  id: z.string(),
  registered_product_id: z.string(),
  decision_number: z.string(),
  decision_date: z.string(),
  issuing_level: z.string(),
  legal_basis: z.string(),
  stars: z.number(),
  valid_from: z.string(),
  valid_to: z.string(),
  source_url: text,
  supersedes: text,
  simulated: z.boolean(),
  recorded_at: z.string(),
});
export type CertificateRow = z.infer<typeof certificateRow>;

const evidenceSchema = z.object({
  day: z.string(),
  product: z.object({
    id: z.string(),
    name: z.string(),
    code: text,
    imported_group: text,
    commune_text: text,
    status: z.string(),
    source_url: text,
    demonstration: z.boolean(),
  }),
  producer: z.object({ name: z.string(), address: text, phone: text }).nullable(),
  standing: z
    .object({
      status: z.string(),
      stars: z.number().optional(),
      certificate: certificateView.optional(),
      reported: reportedView.optional(),
    })
    .optional(),
  certificates: z.array(certificateRow),
  events: z.array(
    z.object({
      id: z.string(),
      certificate_id: z.string(),
      kind: z.string(),
      day: z.string(),
      until: text,
      reason: z.string(),
      recorded_at: z.string(),
    }),
  ),
  recognitions: z.array(
    z.object({
      id: z.string(),
      stars: z.number().nullish(),
      date_earliest: text,
      date_latest: text,
      level: z.string(),
      source_url: z.string(),
      source_title: text,
      recorded_at: z.string(),
    }),
  ),
  assignments: z.array(z.object({ id: z.string(), product_set_name: text, valid_from: z.string(), recorded_at: z.string() })),
  observations: z.array(sightingSchema),
  looks: z.array(lookSchema),
  live: z.array(z.string()),
});
export type Evidence = z.infer<typeof evidenceSchema>;

const certificatesSchema = z.object({
  certificates: z.array(certificateRow.extend({ product_name: z.string(), status: z.string().optional() })),
  count: z.number().int(),
  /** Readers only read; the backend refuses them all the same. */
  may_revoke: z.boolean(),
});
export type FoundCertificate = z.infer<typeof certificatesSchema>["certificates"][number];

/** As the officer of this request. Who is no longer signed in is led back to the sign-in page. */
async function asOfficer<Answer>(request: Request, path: string, question: Question<Answer>): Promise<Answer> {
  const authorization = await requireBearer(request, "board");
  try {
    return await askBackend(path, { timeoutMs: 15_000, ...question, authorization });
  } catch (error) {
    throw leadBack(error, request);
  }
}

/** The access has run out or is not an officer's: signing in again is the way on for both. Another refusal is for the page. */
function leadBack(error: unknown, request: Request): unknown {
  if (!(error instanceof BackendRefused) || error.status !== 401) return error;
  return redirect(signInAddress(request, "board", true));
}

export function readCoverage(request: Request, query: BoardQuery): Promise<Coverage> {
  return asOfficer(request, "/department/coverage", { answer: coverageSchema, query: boardParams(query) });
}

/** undefined when the reading is not in force on that day. */
export async function readCoverageList(request: Request, query: ListQuery) {
  try {
    return await asOfficer(request, "/department/coverage/products", { answer: listSchema, query: boardParams(query) });
  } catch (error) {
    if (error instanceof BackendRefused && error.status === 404) return undefined;
    throw error;
  }
}

/** The backend's file, handed through as it comes: the browser holds no bearer of its own. */
export async function readCoverageFile(request: Request, query: ListQuery, format: "xlsx" | "csv"): Promise<Response> {
  const authorization = await requireBearer(request, "board");
  const path = "/department/coverage/products";
  const response = await reach(path, { authorization, query: { ...boardParams(query), format }, timeoutMs: 60_000 });
  if (response.status >= 500) throw data("The backend is away", { status: 503 });
  if (!response.ok) {
    const refused = new BackendRefused(response.status, await response.json().catch(() => undefined));
    throw leadBack(refused, request);
  }
  return response;
}

export async function readEvidence(request: Request, id: string, day: string | undefined): Promise<Evidence> {
  const path = `/department/products/${encodeURIComponent(id)}`;
  return asOfficer(request, path, { answer: evidenceSchema, query: { day } }).catch(orNotFound);
}

export async function findCertificates(request: Request, query: { q: string; simulated: boolean }) {
  const asked = { q: query.q, simulated: query.simulated ? "1" : "0" };
  return asOfficer(request, "/department/certificates", { answer: certificatesSchema, query: asked });
}

export async function revokeCertificate(request: Request, id: string, body: { day: string; reason: string }): Promise<void> {
  const path = `/department/certificates/${encodeURIComponent(id)}/revoke`;
  await asOfficer(request, path, { answer: z.unknown(), method: "POST", body });
}

import type { Context, InferTypeOf } from "@medusajs/framework/types";
import { InjectManager, InjectTransactionManager, MedusaContext, MedusaError, MedusaService } from "@medusajs/framework/utils";
import { Refusal } from "../../text/refusal";
import { type CertificateEvent as EventFact, longestExtension, validToOf } from "./certificate-status";
import { type FreshnessDays, startFreshness } from "./coverage";
import type { CoverageFacts, ProductObservation } from "./coverage-board";
import { type Day, dayAt, endOfDay } from "./day";
import { issuingLevelOf, legalBasisOn } from "./decision";
import { grouped } from "./grouped";
import { fold } from "./identity";
import { changeOf, type RegisteredProductRow, type RowChange } from "./import-rows";
import {
  AdministrativeUnit,
  Certificate,
  CertificateEvent,
  ChannelState,
  CoverageReading,
  CoverageSetting,
  ImportFile,
  Producer,
  ProductSet,
  RegisteredProduct,
  ReportedRecognition,
  SetAssignment,
} from "./models";
import { type CertificateView, certificateViews, type ProductStanding, type ReportedFact, standingOf } from "./standing";
import { ocopTexts } from "./texts";

export type CertificateRow = InferTypeOf<typeof Certificate>;
export type RegisteredProductRecord = InferTypeOf<typeof RegisteredProduct>;
type RecognitionRow = InferTypeOf<typeof ReportedRecognition>;

export interface RowOutcome {
  readonly line: number;
  readonly name: string;
  readonly outcome: RowChange;
}
export interface View {
  /** Reads only what had been recorded before this instant; left out, everything known now. */
  readonly knownBy?: Date;
  /** Certificates marked as simulated count too; the caller then says so. */
  readonly simulated: boolean;
}

const serviceSet = "du-lich-cong-dong-sinh-thai-diem-du-lich";

export default class OcopModuleService extends MedusaService({
  AdministrativeUnit,
  Certificate,
  CertificateEvent,
  ChannelState,
  CoverageReading,
  CoverageSetting,
  ImportFile,
  Producer,
  ProductSet,
  RegisteredProduct,
  ReportedRecognition,
  SetAssignment,
}) {
  /** Writes what differs and tells what became of each row; without `apply` it only tells. A second time changes nothing. */
  @InjectTransactionManager()
  async importRows(
    input: { rows: readonly RegisteredProductRow[]; apply: boolean; at: Date },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<RowOutcome[]> {
    const identities = input.rows.map(({ identity }) => identity);
    const known = await this.listRegisteredProducts({ identity: identities }, { take: null }, sharedContext);
    const before = new Map(known.map((each) => [each.identity, each]));
    const changes = input.rows.map((row) => {
      const registered = before.get(row.identity);
      const imported = registered?.imported as unknown as RegisteredProductRow | undefined;
      return { row, registered, change: changeOf(row, imported ?? undefined) };
    });
    if (input.apply) {
      const producers = await this.producersFor(
        changes.filter(({ change }) => change !== "unchanged").map(({ row }) => row),
        sharedContext,
      );
      for (const { row, registered, change } of changes) {
        if (change === "unchanged") continue;
        const facts = {
          identity: row.identity,
          name: row.name,
          folded_name: fold(row.name),
          code: row.code ?? null,
          producer_id: row.producer ? (producers.get(fold(row.producer)) ?? null) : null,
          product_set_slug: row.productSet ?? null,
          imported_group: row.importedGroup,
          commune_text: row.communeNow || row.commune || row.district,
          status: row.status,
          source_url: row.sourceUrl,
          imported: JSON.parse(JSON.stringify(row)) as Record<string, unknown>,
        };
        const id = registered
          ? (await this.updateRegisteredProducts({ id: registered.id, ...facts }, sharedContext)).id
          : (await this.createRegisteredProducts({ ...facts, recorded_at: input.at }, sharedContext)).id;
        if (!registered || registered.product_set_slug !== facts.product_set_slug)
          await this.createSetAssignments(
            {
              registered_product_id: id,
              product_set_slug: facts.product_set_slug,
              valid_from: dayAt(input.at),
              recorded_at: input.at,
            },
            sharedContext,
          );
        await this.recordDecision(id, row, input.at, sharedContext);
        await this.createReportedRecognitions(
          {
            registered_product_id: id,
            stars: row.stars ?? null,
            date_earliest: row.date.earliest ?? null,
            date_latest: row.date.latest ?? null,
            level: row.status === "recognised" ? "B1" : "B2",
            source_url: row.sourceUrl,
            recorded_at: input.at,
          },
          sharedContext,
        );
      }
    }
    return changes.map(({ row, change }) => ({ line: row.line, name: row.name, outcome: change }));
  }

  /** A decision that is registered already stays as it was recorded; a later one takes the place of the newest before it. */
  private async recordDecision(
    registeredProductId: string,
    row: RegisteredProductRow,
    at: Date,
    sharedContext: Context,
  ): Promise<void> {
    const { decision, stars } = row;
    if (!decision || stars === undefined) return;
    const known = await this.listCertificates({ registered_product_id: registeredProductId }, { take: null }, sharedContext);
    if (known.some(({ decision_number }) => decision_number === decision.number)) return;
    const older = known
      .filter(({ valid_from }) => valid_from < decision.day)
      .toSorted((one, other) => (one.valid_from < other.valid_from ? 1 : -1))[0];
    await this.createCertificates(
      {
        registered_product_id: registeredProductId,
        decision_number: decision.number,
        decision_date: decision.day,
        issuing_level: issuingLevelOf(stars, decision.day),
        legal_basis: legalBasisOn(decision.day),
        stars,
        valid_from: decision.day,
        valid_to: validToOf(decision.day),
        source_url: row.sourceUrl,
        supersedes: older?.id ?? null,
        recorded_at: at,
      },
      sharedContext,
    );
  }

  private async producersFor(rows: readonly RegisteredProductRow[], sharedContext: Context): Promise<Map<string, string>> {
    const wanted = new Map(rows.filter(({ producer }) => producer).map((row) => [fold(row.producer), row]));
    const known = await this.listProducers({ folded_name: [...wanted.keys()] }, { take: null }, sharedContext);
    const ids = new Map(known.map((each) => [each.folded_name, each.id]));
    const fresh = [...wanted].filter(([folded]) => !ids.has(folded));
    const made = await this.createProducers(
      fresh.map(([folded, row]) => ({ name: row.producer, folded_name: folded, kind: row.producerKind ?? null })),
      sharedContext,
    );
    for (const each of made) ids.set(each.folded_name, each.id);
    return ids;
  }

  /** Append-only: from that day the certificate gives no stars and counts in no figure. A repeat is the same revocation. */
  @InjectTransactionManager()
  async revokeCertificate(
    input: { certificateId: string; day: Day; reason: string; recordedBy: string; at: Date },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ registered_product_id: string; event_id: string }> {
    const certificate = await this.retrieveCertificate(input.certificateId, {}, sharedContext);
    if (input.day < certificate.valid_from)
      throw new Refusal(MedusaError.Types.INVALID_DATA, ocopTexts.say("revoked-too-early", { day: certificate.valid_from }));
    const [already] = await this.listCertificateEvents({ certificate_id: certificate.id, kind: "revoked" }, {}, sharedContext);
    const event =
      already ??
      (await this.createCertificateEvents(
        {
          certificate_id: certificate.id,
          kind: "revoked",
          day: input.day,
          reason: input.reason,
          recorded_by: input.recordedBy,
          recorded_at: input.at,
        },
        sharedContext,
      ));
    return { registered_product_id: certificate.registered_product_id, event_id: event.id };
  }

  /** The authority has not answered the renewal: at most 180 days past expiry (26/2026 Điều 12.3). */
  @InjectTransactionManager()
  async extendCertificate(
    input: { certificateId: string; day: Day; until: Day; reason: string; recordedBy: string; at: Date },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<void> {
    const certificate = await this.retrieveCertificate(input.certificateId, {}, sharedContext);
    if (input.until > longestExtension(certificate.valid_to))
      throw new Refusal(MedusaError.Types.INVALID_DATA, ocopTexts.say("extended-too-long"));
    await this.createCertificateEvents(
      {
        certificate_id: certificate.id,
        kind: "extended",
        day: input.day,
        until: input.until,
        reason: input.reason,
        recorded_by: input.recordedBy,
        recorded_at: input.at,
      },
      sharedContext,
    );
  }

  /** Every certificate of these products with its status on that day, by certificate id. */
  @InjectManager()
  async certificateStatuses(
    registeredProductIds: readonly string[],
    day: Day,
    view: View,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<Map<string, CertificateView>> {
    const known = view.knownBy ? { recorded_at: { $lt: view.knownBy } } : {};
    const certificates = await this.listCertificates(
      { registered_product_id: [...new Set(registeredProductIds)], ...(view.simulated ? {} : { simulated: false }), ...known },
      { order: { valid_from: "ASC" }, take: null },
      sharedContext,
    );
    const events = await this.listCertificateEvents(
      { certificate_id: certificates.map(({ id }) => id), ...known },
      { take: null },
      sharedContext,
    );
    const eventsOf = new Map<string, EventFact[]>();
    for (const { certificate_id, kind, day: on, until } of events) {
      const all = eventsOf.get(certificate_id) ?? [];
      all.push(kind === "revoked" ? { kind, day: on } : { kind, day: on, until: until ?? on });
      eventsOf.set(certificate_id, all);
    }
    return new Map(certificateViews(certificates.map(certificateFact), eventsOf, day).map((each) => [each.id, each]));
  }

  /** What may be said of each product on that day. Every id asked for comes back. */
  @InjectManager()
  async statusOf(
    registeredProductIds: readonly string[],
    day: Day,
    view: View = { simulated: true },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<Map<string, ProductStanding>> {
    const ids = [...new Set(registeredProductIds)];
    const known = view.knownBy ? { recorded_at: { $lt: view.knownBy } } : {};
    const views = await this.certificateStatuses(ids, day, view, sharedContext);
    const recognitions = await this.listReportedRecognitions(
      { registered_product_id: ids, ...known },
      { order: { recorded_at: "ASC" }, take: null },
      sharedContext,
    );
    const certificatesOf = grouped(views.values(), (each) => each.registeredProductId);
    // The newest recorded is last, so it wins.
    const reportedOf = new Map(recognitions.map((each) => [each.registered_product_id, reportedFact(each)]));
    return new Map(ids.map((id) => [id, standingOf(id, certificatesOf.get(id) ?? [], reportedOf.get(id), day)]));
  }

  /** Everything a coverage figure is computed from, as known by the end of that day unless `knownBy` says otherwise. */
  @InjectManager()
  async coverageFacts(
    input: { day: Day; simulated: boolean; observations: readonly ProductObservation[]; knownBy?: Date },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CoverageFacts> {
    const knownBy = input.knownBy ?? endOfDay(input.day);
    const recorded = { recorded_at: { $lt: knownBy } };
    const begun = { ...recorded, valid_from: { $lte: input.day } };
    const newestLast = { order: { valid_from: "ASC" as const, recorded_at: "ASC" as const }, take: null };
    const [products, assignments, readings, states, settings] = await Promise.all([
      this.listRegisteredProducts(recorded, { select: ["id", "demonstration"], take: null }, sharedContext),
      this.listSetAssignments(begun, newestLast, sharedContext),
      this.listCoverageReadings(begun, newestLast, sharedContext),
      this.listChannelStates(begun, newestLast, sharedContext),
      this.listCoverageSettings(begun, newestLast, sharedContext),
    ]);
    const kept = products.filter(({ demonstration }) => input.simulated || !demonstration);
    const standings = await this.statusOf(
      kept.map(({ id }) => id),
      input.day,
      { knownBy, simulated: input.simulated },
      sharedContext,
    );
    const setOf = new Map(assignments.map((each) => [each.registered_product_id, each.product_set_slug]));
    const newestReading = new Map(readings.map((each) => [each.key, each]));
    const freshness: FreshnessDays = { ...startFreshness, ...Object.fromEntries(settings.map(({ way, days }) => [way, days])) };
    return {
      day: input.day,
      simulated: input.simulated,
      products: kept.map(({ id }) => {
        const standing = standings.get(id);
        return {
          registeredProductId: id,
          official: standing?.stars !== undefined,
          reported: standing?.reported?.status === "reported",
          service: setOf.get(id) === serviceSet,
        };
      }),
      observations: input.observations,
      readings: [...newestReading.values()]
        .filter((each) => !each.valid_to || each.valid_to >= input.day)
        .map((each) => ({
          key: each.key,
          validFrom: each.valid_from,
          rule: each.rule as unknown as CoverageFacts["readings"][number]["rule"],
          inUse: each.in_use,
        })),
      states: states.map((each) => ({ channel: each.channel, state: each.state, validFrom: each.valid_from })),
      freshness,
    };
  }
}

const certificateFact = (row: CertificateRow) => ({
  id: row.id,
  registeredProductId: row.registered_product_id,
  decisionNumber: row.decision_number,
  decisionDate: row.decision_date,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  stars: row.stars,
  simulated: row.simulated,
  sourceUrl: row.source_url,
  supersedes: row.supersedes,
});

const reportedFact = (row: RecognitionRow): ReportedFact => ({
  registeredProductId: row.registered_product_id,
  stars: row.stars,
  date: {
    ...(row.date_earliest ? { earliest: row.date_earliest } : {}),
    ...(row.date_latest ? { latest: row.date_latest } : {}),
  },
  level: row.level,
  sourceUrl: row.source_url,
  sourceTitle: row.source_title,
  recordedAt: new Date(row.recorded_at),
});

import { model } from "@medusajs/framework/utils";

/** A signed decision for one product; only this gives stars. Never changed: what happens to it is an event. */
export const Certificate = model
  .define("certificate", {
    id: model.id({ prefix: "cert" }).primaryKey(),
    registered_product_id: model.text().index(),
    decision_number: model.text().searchable(),
    decision_date: model.text(),
    issuing_level: model.enum(["district", "province", "ministry"]),
    /** 1048, 148, 148+1489 or 26/2026: text with a check, since an enum becomes GraphQL names and those begin with no digit. */
    legal_basis: model.text(),
    stars: model.number(),
    valid_from: model.text(),
    /** That day included. */
    valid_to: model.text(),
    evidence_level: model.enum(["A"]).default("A"),
    source_url: model.text().nullable(),
    /** The older certificate that this one takes the place of, from this one's first day. */
    supersedes: model.text().nullable(),
    simulated: model.boolean().default(false),
    recorded_at: model.dateTime(),
  })
  .indexes([{ on: ["registered_product_id", "decision_number"], unique: true }]);

/** Append-only: a revocation or extension counts from its day, once it was recorded. */
export const CertificateEvent = model.define("certificate_event", {
  id: model.id({ prefix: "certev" }).primaryKey(),
  certificate_id: model.text().index(),
  kind: model.enum(["revoked", "extended"]),
  day: model.text(),
  /** Of an extension: its last day. */
  until: model.text().nullable(),
  reason: model.text(),
  recorded_by: model.text(),
  recorded_at: model.dateTime(),
});

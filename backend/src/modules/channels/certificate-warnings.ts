import { warningStage } from "./plan/certificate-warning";
import { writeProblemOnce } from "./problems";
import { rows, type Sql, textArray } from "./sql";
import { channelsTexts } from "./texts";

/** One open row a listing, of the nearest stage; gone when the certificate is renewed or the listing is not wanted any more. */
export async function warnOfCertificates(sql: Sql, today: string): Promise<void> {
  const shown = await rows<{ id: string; account_id: string; title: string; valid_to: string }>(
    sql,
    `select id, account_id, wanted->>'title' as title, wanted->'certificate'->>'validTo' as valid_to from channel_listing
      where wanted_live and deleted_at is null and wanted->'certificate'->>'validTo' is not null order by id`,
  );
  const due = shown.flatMap((listing) => {
    const warning = warningStage(listing.valid_to, today);
    return warning ? [{ ...listing, ...warning }] : [];
  });
  await sql.execute(
    `update channel_problem set resolved_at = now() where purpose = 'certificate' and resolved_at is null
        and not (listing_id || ':' || code || ':' || (says->'params'->>'until') = any(?::text[]))`,
    [textArray(due.map(({ id, stage, valid_to }) => `${id}:certificate-${stage}:${valid_to}`))],
  );
  for (const { id, account_id, title, stage, valid_to } of due)
    await writeProblemOnce(sql, {
      account_id,
      listing_id: id,
      purpose: "certificate",
      code: `certificate-${stage}`,
      says: channelsTexts.say("certificate-ends", { product: title, until: valid_to, days: stage }),
      whose: "producer",
    });
}

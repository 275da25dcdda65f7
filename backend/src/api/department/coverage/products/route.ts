import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import type { Text } from "connectors/contract";
import { writeCsv, writeXlsx } from "connectors/sheets";
import { OCOP_MODULE } from "../../../../modules/ocop";
import { liveByProduct, meetsReading } from "../../../../modules/ocop/coverage-board";
import { endOfDay } from "../../../../modules/ocop/day";
import type OcopModuleService from "../../../../modules/ocop/service";
import { languageOf, textIn } from "../../../../text";
import { boardTexts } from "../../../../text/board";
import { Refusal } from "../../../../text/refusal";
import { reportedView } from "../../../../text/reported-view";
import { parsed } from "../../../parsed";
import { coverageListQuerySchema } from "../../schemas";
import { factsFor } from "../facts";

const header = [
  boardTexts.say("code"),
  boardTexts.say("name"),
  boardTexts.say("producer"),
  boardTexts.say("live"),
  boardTexts.say("met"),
  boardTexts.say("decision"),
  boardTexts.say("decision-day"),
  boardTexts.say("valid-to"),
  boardTexts.say("stars"),
  boardTexts.say("reported"),
  boardTexts.say("source"),
  boardTexts.say("simulated"),
];

/** The products behind one number of the board, each with its evidence; the same rows as a file when asked. */
export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const query = parsed(coverageListQuerySchema, request.query);
  const language = languageOf(request);
  const say = (text: Text) => textIn(text, language);
  const facts = await factsFor(request.scope, query);
  const reading = facts.readings.find(({ key, inUse }) => (query.reading ? key === query.reading : inUse));
  if (!reading) throw new Refusal(MedusaError.Types.NOT_FOUND, boardTexts.say("no-reading-then"));
  const live = liveByProduct(facts);
  const byReading = meetsReading(facts, reading, query.retired === "left-out");
  const { channel } = query;
  const isMet = (id: string) => (channel ? (live.get(id)?.has(channel) ?? false) : byReading.has(id));
  const kept = facts.products.filter(
    (each) =>
      each[query.column] &&
      (query.part === "all" || each.service === (query.part === "services")) &&
      (query.met === "all" || isMet(each.registeredProductId) === (query.met === "yes")),
  );
  const ids = kept.map(({ registeredProductId }) => registeredProductId);
  const service = request.scope.resolve<OcopModuleService>(OCOP_MODULE);
  const knownBy = query.view === "corrected" ? new Date() : endOfDay(query.day);
  const products = await service.listRegisteredProducts({ id: ids }, { take: null, order: { name: "ASC" } });
  const [standings, producers] = await Promise.all([
    service.statusOf(ids, query.day, { knownBy, simulated: query.simulated }),
    service.listProducers({ id: products.flatMap(({ producer_id }) => (producer_id ? [producer_id] : [])) }, { take: null }),
  ]);
  const producerOf = new Map(producers.map((each) => [each.id, each.name]));
  const rows = products.map((each) => {
    const standing = standings.get(each.id);
    return {
      id: each.id,
      code: each.code,
      name: each.name,
      producer: producerOf.get(each.producer_id ?? "") ?? null,
      commune: each.commune_text,
      met: isMet(each.id),
      live: [...(live.get(each.id) ?? [])],
      observations: facts.observations.filter(
        ({ registeredProductId, simulated }) => registeredProductId === each.id && (query.simulated || !simulated),
      ),
      certificate: standing?.certificate ?? null,
      stars: standing?.stars ?? null,
      reported: standing?.reported ? reportedView(standing.reported, language) : null,
      source_url: each.source_url,
      simulated: each.demonstration || standing?.certificate?.simulated === true,
    };
  });
  if (query.format === "json") {
    response.json({ day: query.day, reading: reading.key, simulated: query.simulated, products: rows, count: rows.length });
    return;
  }
  const cells = rows.map(({ certificate, ...each }) => [
    each.code ?? "",
    each.name,
    each.producer ?? say(boardTexts.say("no-producer")),
    each.live.join(", "),
    say(each.met ? boardTexts.say("yes") : boardTexts.say("not-yet")),
    certificate?.decisionNumber ?? "",
    certificate?.decisionDate ?? "",
    certificate?.validTo ?? "",
    each.stars,
    each.reported?.text ?? "",
    each.source_url,
    each.simulated ? say(boardTexts.say("is-simulated")) : "",
  ]);
  const sheet = [header.map(say), ...cells];
  const file =
    query.format === "xlsx" ? await writeXlsx({ sheet: say(boardTexts.say("sheet")), rows: sheet }) : writeCsv(sheet);
  const simulated = query.simulated ? "-gom-mo-phong" : "";
  response.setHeader(
    "content-type",
    query.format === "xlsx" ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8",
  );
  response.setHeader("content-disposition", `attachment; filename="do-phu-${query.day}${simulated}.${query.format}"`);
  response.end(Buffer.from(file));
}

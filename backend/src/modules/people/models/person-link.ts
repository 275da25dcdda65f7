import { model } from "@medusajs/framework/utils";

/** An invitation or a reset that somebody copies to a person. `id` is the SHA-256 of a token that is kept nowhere. */
export const PersonLink = model.define("person_link", {
  id: model.text().primaryKey(),
  actor: model.enum(["producer_member", "officer"]),
  person_id: model.text().index(),
  kind: model.enum(["invitation", "reset"]),
  /** Whoever asked for it: an operator's or a member's id. */
  made_by: model.text(),
  expires_at: model.dateTime(),
  used_at: model.dateTime().nullable(),
});

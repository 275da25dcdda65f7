import type { Abilities } from "../../contract/index.ts";
import type { PartnerPlan } from "./settings.ts";

export const partnerAbilities = ({ stockKind }: PartnerPlan): Abilities => ({
  ways: { listings: "api", stock: "api", orders: "api" },
  commands: ["accept", "ship", "cancel"],
  stockKind,
});

import type { Language } from "connectors/contract";
import type { Standing } from "../modules/channels/standing";
import { textIn } from "../text";

export const standingView = ({ state, says, whose, move }: Standing, language: Language) => ({
  state,
  sentence: textIn(says, language),
  whose,
  ...(move ? { move } : {}),
});

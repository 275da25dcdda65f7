import type { Language } from "connectors/contract";
import type { ReportedView } from "../modules/ocop/standing";
import { textIn } from ".";

export const reportedView = ({ says, ...reported }: ReportedView, language: Language) => ({
  ...reported,
  text: says.map((each) => textIn(each, language)).join("; "),
});

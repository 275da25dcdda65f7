export type { Listing } from "connectors/contract";
export type { Act, ActKind, Outcome, Purpose, ReadingPage } from "jobs/ring";

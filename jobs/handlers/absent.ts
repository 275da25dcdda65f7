import { ConnectorError } from "connectors/contract";

/** The backend plans only what the channel's edge says it can do; a difference is a fault of ours, told plainly. */
export function absent(name: string): never {
  throw new ConnectorError("validation", "no-port", `This channel's connector has no ${name}`, { sent: false });
}

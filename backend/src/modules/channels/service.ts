import { TurnsRoom } from "./rooms/turns";

export type { SealedAccount } from "./rooms/base";
export type { OpenedTurn, OpenTurnAnswer } from "./rooms/turns";

/** The ledger and what every channel should show, room by room. Everything that moves units is one transaction. */
export default class ChannelsModuleService extends TurnsRoom {}

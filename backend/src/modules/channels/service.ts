import { DeadLettersRoom } from "./rooms/dead-letters";

export type { SealedAccount } from "./rooms/base";
export type { Replay, ReplayPreview } from "./rooms/dead-letters";
export type { OpenedTurn, OpenTurnAnswer } from "./rooms/turns";

/** The ledger and what every channel should show, room by room. Everything that moves units is one transaction. */
export default class ChannelsModuleService extends DeadLettersRoom {}

import type { MedusaContainer } from "@medusajs/framework/types";
import type ChannelsModuleService from "./modules/channels/service";

export const channelsOf = (container: MedusaContainer): ChannelsModuleService => container.resolve("channels");

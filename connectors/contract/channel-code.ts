import { z } from "zod";

export const channelCodes = ["postmart", "voso", "ketnoiocop", "shopee", "tiki", "lazada"] as const;
export const channelCodeSchema = z.enum(channelCodes);
export type ChannelCode = z.infer<typeof channelCodeSchema>;

export const waySchema = z.enum(["api", "file", "assisted", "observe"]);
export type Way = z.infer<typeof waySchema>;

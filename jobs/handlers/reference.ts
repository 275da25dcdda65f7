import { type ChannelAttribute, type ChannelLimits, ConnectorError } from "connectors/contract";
import type { Handlers } from "../act-context.ts";
import { absent } from "./absent.ts";

/** A queue that never empties is left for the next turn. */
const mostPulls = 20;

export const referenceHandlers: Handlers<"pull-bells" | "read-taxonomy"> = {
  async "pull-bells"({ cursor: from }, { connector }) {
    const port = connector.bells ?? absent("bells");
    const about = new Set<"orders" | "listings" | "stock" | "access" | "other">();
    let cursor = from;
    for (let pulls = 0; pulls < mostPulls; pulls += 1) {
      const { bells, nextCursor } = await port.pull({ cursor });
      for (const bell of bells) about.add(bell.about);
      const again = bells.length > 0 && nextCursor !== cursor;
      cursor = nextCursor ?? cursor;
      if (!again) break;
    }
    return { bells: { about: [...about], ...(cursor ? { nextCursor: cursor } : {}) } };
  },
  async "read-taxonomy"({ categoryIds }, { connector, now, post }) {
    const port = connector.taxonomy ?? absent("taxonomy");
    const tree = await port.categories();
    const carriers = await port.carriers?.();
    const problems = [...tree.problems, ...(carriers?.problems ?? [])];
    const attributes: Record<string, readonly ChannelAttribute[]> = {};
    const limits: Record<string, ChannelLimits> = {};
    for (const id of categoryIds) {
      try {
        const read = await port.attributes(id);
        attributes[id] = read.items;
        problems.push(...read.problems);
        const most = await port.limits?.(id);
        if (most) limits[id] = most;
      } catch (error) {
        // A category that is no more is told where it is used; it takes nothing from the others.
        if (!(error instanceof ConnectorError) || (error.kind !== "rejected" && error.kind !== "validation")) throw error;
        attributes[id] = [];
      }
    }
    if (problems.length) await post({ problems }, now());
    return { taxonomy: { categories: tree.items, attributes, carriers: carriers?.items ?? [], limits } };
  },
};

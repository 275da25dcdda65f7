import { MedusaError } from "@medusajs/framework/utils";
import { type ChannelCode, type ChannelEdge, type SettingsField, settingsFields } from "connectors/contract";
import { edges } from "connectors/edges";
import { accountTexts } from "../text/accounts";
import { Refusal } from "../text/refusal";

/** What a form shows of a setting: a secret only says whether it is there. */
export interface ShownSetting extends SettingsField {
  readonly value?: unknown;
  readonly set: boolean;
}

export function edgeOf(channel: string): ChannelEdge {
  const edge = edges[channel as ChannelCode];
  if (!edge) throw new Refusal(MedusaError.Types.INVALID_DATA, accountTexts.say("no-channel", { channel }));
  return edge;
}

export function shownSettings(channel: string, settings: Readonly<Record<string, unknown>>): ShownSetting[] {
  return settingsFields(edgeOf(channel).settings).map((field) => {
    const value = settings[field.name];
    const set = value !== undefined && value !== null && value !== "";
    return { ...field, set, ...(set && !field.secret ? { value } : {}) };
  });
}

/** A secret that is left empty stays as it was; whatever else is left out goes back to its default. Refuses by field. */
export function checkedSettings(
  channel: string,
  asked: Readonly<Record<string, unknown>>,
  before: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const edge = edgeOf(channel);
  const given = Object.entries(asked).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  const kept = settingsFields(edge.settings).flatMap(({ name, secret }) =>
    secret && before[name] !== undefined ? [[name, before[name]] as const] : [],
  );
  const checked = edge.settings.safeParse(Object.fromEntries([...kept, ...given]));
  if (!checked.success)
    throw new Refusal(
      MedusaError.Types.INVALID_DATA,
      checked.error.issues.map((issue) => {
        const field = issue.path.join(".") || ("keys" in issue ? (issue.keys as string[]).join(", ") : "settings");
        return { ...accountTexts.say("setting", { field, why: issue.message }), field };
      }),
    );
  return checked.data as Record<string, unknown>;
}

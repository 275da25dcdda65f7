import { MedusaError } from "@medusajs/framework/utils";
import {
  createStep,
  createWorkflow,
  StepResponse,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { type ChannelCode } from "connectors/contract";
import { edges } from "connectors/edges";
import { channelsOf } from "../../channels-of";
import { readSettings } from "../../settings";
import { listingTexts } from "../../text/listings";
import { Refusal } from "../../text/refusal";

export interface ConnectAccountInput {
  account_id: string;
  /** Who began it, and alone may finish it: `producer_member:…` or `user:…`. */
  session: string;
}

export const consentReturnUrl = (channel: string): string => new URL(`/consent/${channel}`, readSettings().PUBLIC_URL).href;

const beginConsentStep = createStep("begin-consent", async ({ account_id, session }: ConnectAccountInput, { container }) => {
  const channels = channelsOf(container);
  const account = await channels.retrieveChannelAccount(account_id);
  const edge = edges[account.channel as ChannelCode];
  if (!edge?.consentUrl)
    throw new Refusal(
      MedusaError.Types.NOT_ALLOWED,
      listingTexts.say("no-sign-in", { channel: edge?.title ?? account.channel }),
    );
  const { state } = await channels.beginConsent({ accountId: account_id, session });
  const url = edge.consentUrl(await channels.openSettings(account_id), {
    redirectUrl: consentReturnUrl(account.channel),
    state,
  });
  return new StepResponse({ url });
});

/** The address of the channel's own consent page; its state is good for fifteen minutes and one return. */
export const connectAccountWorkflow = createWorkflow(
  "connect-account",
  (input: WorkflowData<ConnectAccountInput>) => new WorkflowResponse(beginConsentStep(input)),
);
export default connectAccountWorkflow;

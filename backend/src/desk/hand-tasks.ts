import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { type ChannelCode, type Language, type Listing, listingSchema } from "connectors/contract";
import { edges } from "connectors/edges";
import { channelsOf } from "../channels-of";
import { standingView } from "../listings/standing-view";
import type { HandedProof } from "../modules/channels/proofs";
import { standing } from "../modules/channels/standing";
import { ringFor } from "../ring";
import { deskTexts } from "../text/desk";
import { Refusal } from "../text/refusal";

/** Whose accounts: one producer's, or all, for the operator. */
export type Whose = { readonly producerId: string } | "all";

async function accountsOf(container: MedusaContainer, whose: Whose) {
  const accounts = await channelsOf(container).listChannelAccounts(whose === "all" ? {} : { producer_id: whose.producerId }, {
    order: { title: "ASC" },
  });
  return accounts.filter(({ state, paused }) => state === "released" && !paused);
}

type Account = Awaited<ReturnType<typeof accountsOf>>[number];

/** The pictures as files that a browser keeps under a name of their own. */
const pictureViews = ({ sku, pictures }: Listing) =>
  pictures.map(({ mediaType, illustration }, place) => ({
    place,
    name: `${sku}-${place + 1}.${mediaType === "image/png" ? "png" : "jpg"}`,
    illustration,
  }));

async function tasksAt(container: MedusaContainer, account: Account, language: Language, listingId?: string) {
  const channels = channelsOf(container);
  const byHandOf = channels.byHandAt(account);
  const listings = await channels.listChannelListings(
    { account_id: account.id, ...(listingId === undefined ? {} : { id: listingId }) },
    { order: { sku: "ASC" }, take: 2_000 },
  );
  return listings.flatMap((listing) => {
    const byHand = byHandOf(listing);
    const wanted = listingSchema.safeParse(listing.wanted).data;
    if (!byHand?.task || !byHand.texts || !wanted || byHand.task.kind === "sheet") return [];
    const { kind, differs } = byHand.task;
    return [
      {
        id: listing.id,
        kind,
        account_id: account.id,
        account_title: account.title,
        channel: account.channel,
        channel_title: edges[account.channel as ChannelCode]?.title ?? account.channel,
        simulated: account.simulated,
        sku: listing.sku,
        title: wanted.title,
        version: listing.wanted_version,
        standing: standingView(standing(listing, account, new Date(), byHand), language),
        differs,
        texts: kind === "publish" || kind === "change" ? byHand.texts : null,
        certified: wanted.certificate !== undefined,
        pictures: kind === "publish" ? pictureViews(wanted) : [],
        /** Where to work: the page itself once there is one. */
        open: (kind === "publish" ? null : listing.url) ?? channels.sellerPageOf(account) ?? null,
        url: listing.url,
      },
    ];
  });
}

/** Computed from what is wanted, said and seen: there is no row that could be lost or left behind. */
export async function handTasks(container: MedusaContainer, whose: Whose, language: Language) {
  const accounts = await accountsOf(container, whose);
  return (await Promise.all(accounts.map((account) => tasksAt(container, account, language)))).flat();
}

/** The listing's account, or 404: what is not theirs is not there. */
async function ownListing(container: MedusaContainer, whose: Whose, id: string) {
  const channels = channelsOf(container);
  const [listing] = await channels.listChannelListings({ id });
  const [account] = listing
    ? await channels.listChannelAccounts({
        id: listing.account_id,
        ...(whose === "all" ? {} : { producer_id: whose.producerId }),
      })
    : [];
  if (!listing || !account) throw new Refusal(MedusaError.Types.NOT_FOUND, deskTexts.say("no-listing"));
  return { listing, account };
}

/** The task, if one is left, and what people handed in for it so far, newest first. */
export async function handTask(container: MedusaContainer, whose: Whose, id: string, language: Language) {
  const { listing, account } = await ownListing(container, whose, id);
  const open = account.state === "released" && !account.paused;
  const [task] = open ? await tasksAt(container, account, language, id) : [];
  const proofs = await channelsOf(container).listChannelProofs(
    { listing_id: listing.id },
    { order: { created_at: "DESC" }, take: 20 },
  );
  return {
    task: task ?? null,
    proofs: proofs.map(({ task: kind, url, note, person_name, created_at }) => ({
      kind,
      url,
      note,
      by: person_name,
      at: created_at,
    })),
  };
}

export async function handedPicture(container: MedusaContainer, whose: Whose, id: string, place: number): Promise<string> {
  const { listing } = await ownListing(container, whose, id);
  const picture = listingSchema.safeParse(listing.wanted).data?.pictures[place];
  if (!picture) throw new Refusal(MedusaError.Types.NOT_FOUND, deskTexts.say("no-file"));
  return picture.url;
}

/** Kept, and then looked at: nothing is on sale by somebody's word. */
export async function handInProof(container: MedusaContainer, whose: Whose, proof: HandedProof): Promise<{ task: string }> {
  await ownListing(container, whose, proof.listingId);
  const kept = await channelsOf(container).handInProof(proof);
  if ("refused" in kept) throw new Refusal(MedusaError.Types.NOT_ALLOWED, kept.refused);
  await ringFor("look-at-listings", kept.accountId);
  return { task: kept.task };
}

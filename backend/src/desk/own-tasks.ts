import type { MedusaContainer } from "@medusajs/framework/types";
import { type Language, listingSchema } from "connectors/contract";
import { channelsOf } from "../channels-of";
import { accountView } from "../listings/account-view";
import { standing } from "../modules/channels/standing";
import { textIn } from "../text";
import { deskTexts } from "../text/desk";

/** Moves that are the account's: said once, not once a listing. */
const ofAccount = new Set(["release", "resume", "sign-in", "open-sheets"]);

/**
 * Everything that waits for the producer at its accounts, each with one sentence and one move. Orders are not here: they have
 * a page of their own.
 */
export async function ownTasks(container: MedusaContainer, producerId: string, language: Language) {
  const channels = channelsOf(container);
  const accounts = await channels.listChannelAccounts({ producer_id: producerId }, { order: { title: "ASC" } });
  const found = await Promise.all(
    accounts.map(async (account) => {
      const view = accountView(channels, account);
      const named = { account_id: account.id, account_title: account.title, simulated: account.simulated };
      const own = (move: string, says: ReturnType<typeof deskTexts.say>) => ({
        id: `${account.id}:${move}`,
        move,
        title: account.title,
        sentence: textIn(says, language),
        listing_id: null,
        variant_id: null,
        ...named,
      });
      if (account.state === "retired" || account.paused) return [];
      if (account.state === "needs-sign-in" || (view.can_connect && !view.signed_in))
        return [own("sign-in", deskTexts.say("task-sign-in"))];
      if (account.state === "look-only") return view.retired ? [] : [own("release", deskTexts.say("task-release"))];
      const byHandOf = channels.byHandAt(account);
      const listings = await channels.listChannelListings({ account_id: account.id }, { order: { sku: "ASC" }, take: 2_000 });
      const standings = listings.map((listing) => ({
        listing,
        stands: standing(listing, account, new Date(), byHandOf(listing)),
      }));
      const sheets = standings.filter(({ stands }) => stands.move === "open-sheets").length;
      return [
        ...(sheets ? [own("open-sheets", deskTexts.say("task-sheet", { count: sheets }))] : []),
        ...standings.flatMap(({ listing, stands: { whose, move, says } }) =>
          whose === "producer" && move !== undefined && !ofAccount.has(move)
            ? [
                {
                  id: listing.id,
                  move,
                  title: listingSchema.safeParse(listing.wanted).data?.title ?? listing.sku,
                  sentence: textIn(says, language),
                  listing_id: listing.id,
                  variant_id: listing.variant_id,
                  ...named,
                },
              ]
            : [],
        ),
      ];
    }),
  );
  return found.flat();
}

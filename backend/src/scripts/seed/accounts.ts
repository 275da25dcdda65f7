import type { MedusaContainer } from "@medusajs/framework/types";
import type { ChannelCode } from "connectors/contract";
import { channelsOf } from "../../channels-of";
import type { SeedSettings } from "./settings";

/** The demonstration's four accounts; the two of Shopee have yet to sign in through its consent page. */
export async function seedAccounts(
  container: MedusaContainer,
  producerId: string,
  settings: NonNullable<SeedSettings["demonstration"]>,
): Promise<number> {
  const channels = channelsOf(container);
  const known = await channels.listChannelAccounts({ simulated: true });
  // Pages of simulated shops are looked at where they are simulated, and nowhere else.
  const pages = { pageHosts: [new URL(settings.MARKETPLACES_URL).host] };
  const host = `${settings.MARKETPLACES_URL.replace(/\/+$/, "")}/shopee`;
  const shopee = {
    partnerId: Number(settings.SHOPEE_PARTNER_ID),
    partnerKey: settings.SHOPEE_PARTNER_KEY,
    pushUrl: settings.SHOPEE_PUSH_URL,
    apiHost: host,
    consentHost: host,
    productPage: `${host}/product/{shop}/{item}`,
  };
  const wanted: {
    channel: ChannelCode;
    title: string;
    ownerKind: "programme" | "producer";
    settings: Record<string, unknown>;
  }[] = [
    { channel: "shopee", title: "Gian hàng OCOP Hưng Yên (Shopee mô phỏng)", ownerKind: "programme", settings: shopee },
    { channel: "shopee", title: "HTX Minh Họa (Shopee mô phỏng)", ownerKind: "producer", settings: shopee },
    { channel: "postmart", title: "Gian hàng OCOP Hưng Yên (Postmart)", ownerKind: "programme", settings: pages },
    { channel: "postmart", title: "HTX Minh Họa (Postmart)", ownerKind: "producer", settings: pages },
  ];
  let made = 0;
  for (const each of wanted) {
    if (known.some(({ channel, owner_kind }) => channel === each.channel && owner_kind === each.ownerKind)) continue;
    await channels.createAccount({
      ...each,
      ...(each.ownerKind === "producer" ? { producerId } : {}),
      simulated: true,
    });
    made += 1;
  }
  return made;
}

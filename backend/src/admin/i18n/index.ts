import { en } from "../texts/en";
import { type Texts, vi } from "../texts/vi";

/** What Medusa writes in its own menu: the labels of our pages, by page. */
const labels = ({ channels, ocop, orders, people }: Texts) => ({
  pages: { channels: channels.label, ocop: ocop.label, orders: orders.label, people: people.label },
});

export default { vi: labels(vi), en: labels(en) };

import type { ChannelPicture, Listing } from "connectors/contract";

/** Stars are written from a certificate that is valid today and from nothing else (ocop §8.1); Chợ quê takes plain text. */
export function renderForToy(listing: Listing): { title: string; description: string } {
  const { certificate, unit, packNote } = listing;
  const [year, month, day] = certificate?.decisionDate.split("-") ?? [];
  const paragraphs = [
    listing.description.trim(),
    certificate &&
      `OCOP ${certificate.stars} sao, Quyết định ${certificate.decisionNumber} ngày ${day}/${month}/${year}${certificate.simulated ? " (mô phỏng)" : ""}.`,
    `Cơ sở sản xuất: ${listing.producerName}. Xuất xứ: ${listing.origin}. Quy cách: ${[unit, packNote].filter(Boolean).join(", ")}.`,
    listing.pictures.some(({ illustration }) => illustration) && "Ảnh minh hoạ.",
  ];
  return { title: listing.title.trim(), description: paragraphs.filter(Boolean).join("\n\n") };
}

/** Text and pictures; never price, units or whether it is shown. */
export function contentForToy(listing: Listing, pictures: readonly ChannelPicture[] | undefined): Record<string, unknown> {
  const { title, description } = renderForToy(listing);
  return { name: title, words: description, ...(pictures ? { photos: pictures.map(({ url, id }) => url ?? id) } : {}) };
}

import type { ProductDetail } from "./backend/catalogue.server.ts";
import type { Texts } from "./text/texts.ts";

/**
 * What search engines read. OCOP stars are a certificate and never a rating; a certificate, price or product of the
 * demonstration is left out, since it is true of nothing.
 */
export function structuredData(
  product: ProductDetail,
  url: string,
  { common, shop }: Texts,
): Record<string, string | object>[] {
  const origin = new URL(url).origin;
  const certificate = product.certificate && !product.certificate.simulated ? product.certificate : undefined;
  const offer =
    typeof product.price === "number" && !product.simulated
      ? {
          "@type": "Offer",
          url,
          price: product.price,
          priceCurrency: "VND",
          availability: `https://schema.org/${product.sellable === false || product.available === 0 ? "OutOfStock" : "InStock"}`,
          ...(product.seller ? { seller: { "@type": "Organization", name: product.seller.name } } : {}),
        }
      : undefined;
  return [
    {
      "@context": "https://schema.org",
      "@type": "Product",
      name: product.title,
      url,
      ...(product.description ? { description: product.description } : {}),
      ...(product.producer ? { manufacturer: { "@type": "Organization", name: product.producer.name } } : {}),
      ...(offer ? { offers: offer } : {}),
      ...(certificate && product.stars
        ? {
            hasCertification: {
              "@type": "Certification",
              name: common.stars({ stars: product.stars }),
              ...(certificate.decision_number ? { certificationIdentification: certificate.decision_number } : {}),
              ...(certificate.valid_to ? { expires: certificate.valid_to } : {}),
            },
          }
        : {}),
    },
    {
      "@context": "https://schema.org",
      "@type": "BreadcrumbList",
      itemListElement: [
        { "@type": "ListItem", position: 1, name: shop.product.products, item: `${origin}/san-pham` },
        { "@type": "ListItem", position: 2, name: product.title, item: url },
      ],
    },
  ];
}

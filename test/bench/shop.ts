import { readFileSync } from "node:fs";
import { join } from "node:path";
import { forget, startProduct } from "../journeys/product.ts";
import { printFigure } from "./figure.ts";
import { measureLoad } from "./load.ts";

/** Pages of the storefront next to the bare Medusa Store API call that each rests on, in the same run. */
const load = { connections: 10, seconds: 8 };
const product = await startProduct();
try {
  const wiring = JSON.parse(readFileSync(join(product.localDir, "wiring.json"), "utf8")) as {
    publishableKey: string;
    regionId: string;
  };
  const headers = { "x-publishable-api-key": wiring.publishableKey };
  const store = `${product.backend}/store/products`;
  const listed = await fetch(`${store}?limit=1&fields=id,handle&region_id=${wiring.regionId}`, { headers });
  const { products } = (await listed.json()) as { products: { id: string; handle: string }[] };
  const one = products[0];
  if (!one) throw new Error("The shop has no product to measure");

  const list = `${store}?limit=24&fields=id,title,handle,*variants.calculated_price&region_id=${wiring.regionId}`;
  const pages = [
    { name: "home", page: "/", api: list },
    { name: "catalogue", page: "/san-pham", api: list },
    {
      name: "product",
      page: `/san-pham/${one.handle}`,
      api: `${store}/${one.id}?fields=id,title,handle,description,*variants.calculated_price&region_id=${wiring.regionId}`,
    },
  ];
  for (const { name, page, api } of pages) {
    await measureLoad(`${product.storefront}${page}`, { connections: 2, seconds: 2 });
    const bare = await measureLoad(api, { ...load, headers });
    const measured = await measureLoad(`${product.storefront}${page}`, load);
    if (measured.failed) throw new Error(`${page}: ${measured.failed} requests failed`);
    printFigure(`shop.${name}.rps`, measured.perSecond, "requests/s", bare.perSecond);
    printFigure(`shop.${name}.p50`, measured.p50, "ms", bare.p50);
    printFigure(`shop.${name}.p99`, measured.p99, "ms", bare.p99);
  }
} finally {
  await product.stop();
  forget(product);
}

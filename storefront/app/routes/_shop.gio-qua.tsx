import { readBaskets } from "../backend/catalogue.server.ts";
import { ProductGrid } from "../components/product-card.tsx";
import type { Route } from "./+types/_shop.gio-qua";

export const meta: Route.MetaFunction = () => [
  { title: "Giỏ quà OCOP Hưng Yên" },
  { name: "description", content: "Giỏ quà ghép từ các sản phẩm OCOP của tỉnh Hưng Yên, ghi rõ từng món và người làm ra." },
];

export async function loader() {
  const baskets = await readBaskets();
  return { baskets: baskets.map((basket) => ({ ...basket, basket: true })) };
}

export default function Baskets({ loaderData: { baskets } }: Route.ComponentProps) {
  return (
    <>
      <h1 className="text-3xl">Giỏ quà</h1>
      <p className="mt-2 mb-5 max-w-2xl text-ink-soft">
        Mỗi giỏ ghi rõ từng món và người làm ra. Giỏ quà không mang sao; sao OCOP là của từng món bên trong.
      </p>
      <h2 className="sr-only">Các giỏ quà</h2>
      {baskets.length ? <ProductGrid items={baskets} /> : <p>Hiện chưa có giỏ quà nào.</p>}
    </>
  );
}

import type { ReactNode } from "react";
import { Links, Meta, Outlet, Scripts, ScrollRestoration } from "react-router";
import type { Route } from "./+types/root";
import stylesheet from "./app.css?url";
import { ShopProblem } from "./components/problem-page.tsx";
import { inLanguageOf, languageOf } from "./language.server.ts";
import { useNonce } from "./nonce.ts";
import { textsOf } from "./text/texts.ts";
import { useLanguage } from "./text/use-texts.ts";

export const links: Route.LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export const meta: Route.MetaFunction = ({ matches }) => [{ title: textsOf(matches).common.shopName }];

export const middleware: Route.MiddlewareFunction[] = [({ request }, next) => inLanguageOf(request, next)];

export const loader = ({ request }: Route.LoaderArgs) => ({ language: languageOf(request) });

/** A page keeps the language it was loaded in: the browser holds no other catalogue. */
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  return (
    <html lang={useLanguage()}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#fbf7ef" />
        <Meta />
        <Links nonce={nonce} />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return (
    <main className="page py-12">
      <ShopProblem error={error} />
    </main>
  );
}

import type { ReactNode } from "react";
import { Link, NavLink } from "react-router";
import { useTexts } from "../text/use-texts.ts";
import { LanguageSwitch } from "./language-switch.tsx";

export interface NavigationLink {
  readonly to: string;
  readonly text: string;
  readonly end?: boolean;
}

/** The frame of every area: shop, desk and board differ in links, in what stands at the right and in the foot. */
export function PageShell({
  area,
  home,
  links,
  aside,
  foot,
  children,
}: {
  /** Said under the name of the shop; left out in the shop itself. */
  area?: string;
  home: string;
  links: readonly NavigationLink[];
  aside?: ReactNode;
  foot?: ReactNode;
  children: ReactNode;
}) {
  const { common } = useTexts();
  return (
    <div className="flex min-h-dvh flex-col">
      <a className="skip-link" href="#noi-dung">
        {common.page.skip}
      </a>
      <header className="border-b border-line bg-white">
        <div className="page flex flex-wrap items-center justify-between gap-x-3 py-2 md:gap-x-6">
          <Link to={home} className="flex min-h-12 items-center gap-2 text-longan-deep no-underline">
            <Lotus />
            <span className="leading-tight">
              <span className="block font-bold sm:text-lg">{common.shopName}</span>
              {area ? <span className="block text-sm text-ink-soft">{area}</span> : null}
            </span>
          </Link>
          {aside ? <div className="order-2 flex items-center gap-2 md:order-3">{aside}</div> : null}
          <nav aria-label={common.page.navigation} className="order-3 -mx-2 w-full md:order-2 md:mx-0 md:w-auto md:flex-1">
            <ul className="flex flex-wrap md:justify-end">
              {links.map((link) => (
                <li key={link.to}>
                  <NavLink
                    to={link.to}
                    end={link.end ?? false}
                    className={({ isActive }) =>
                      `inline-flex min-h-11 items-center border-b-3 px-2 font-medium no-underline sm:px-3 ${isActive ? "border-lotus text-lotus" : "border-transparent text-longan-deep hover:text-lotus"}`
                    }
                  >
                    {link.text}
                  </NavLink>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
      <main id="noi-dung" tabIndex={-1} className="page flex-1 py-6 outline-none sm:py-8">
        {children}
      </main>
      <footer className="border-t border-line bg-paper-deep">
        {foot}
        <div className="page py-2">
          <LanguageSwitch />
        </div>
      </footer>
    </div>
  );
}

function Lotus() {
  return (
    <svg viewBox="0 0 48 48" className="size-10 shrink-0" aria-hidden="true">
      <path d="M24 6c7 8 7 19 0 28-7-9-7-20 0-28z" className="fill-lotus" />
      <path d="M9 14c9 2 14 10 14 20C13 33 7 25 9 14z" className="fill-lotus" opacity=".75" />
      <path d="M39 14c-9 2-14 10-14 20 10-1 16-9 14-20z" className="fill-lotus" opacity=".75" />
      <path d="M6 36c6-2 12-2 18-1 6-1 12-1 18 1-5 5-11 7-18 7S11 41 6 36z" className="fill-leaf" />
    </svg>
  );
}

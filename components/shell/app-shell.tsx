import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "./logo";

export interface AppShellProps {
  nav: ReactNode;
  userMenu: ReactNode;
  children: ReactNode;
}

const MAIN = "main";

/** The frame of every signed-in page: skip link, header, main. */
export function AppShell({ nav, userMenu, children }: AppShellProps) {
  return (
    <>
      <a
        href={`#${MAIN}`}
        className="sr-only z-50 rounded-md bg-accent px-4 py-2.5 font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-30 border-b border-line bg-surface">
        <div className="mx-auto flex h-14 max-w-[96rem] items-center gap-2 px-4 md:gap-6 md:px-6">
          {/* On phones the navigation is a button, which stands before the logo. */}
          <div className="md:order-2 md:flex-1">{nav}</div>
          <Link href={"/portfolios" as Route} className="mr-auto rounded md:order-1 md:mr-0">
            <Logo />
          </Link>
          <div className="md:order-3">{userMenu}</div>
        </div>
      </header>
      <main id={MAIN} tabIndex={-1} className="mx-auto w-full max-w-[96rem] scroll-mt-14 px-4 py-6 outline-none md:px-6">
        {children}
      </main>
    </>
  );
}

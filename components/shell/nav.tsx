"use client";

import type { Route } from "next";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Icon } from "@/components/ui/icon";
import { Sheet } from "@/components/ui/sheet";
import { NavLinks } from "./nav-links";

export interface NavLink {
  href: Route;
  label: string;
  icon?: ReactNode;
}

/** The main navigation: a line of links where there is room, a button that opens them in a sheet on phones. */
export function Nav({ links }: { links: readonly NavLink[] }) {
  const pathname = usePathname();
  const [openedAt, setOpenedAt] = useState<string | null>(null);
  return (
    <>
      <div className="md:hidden">
        <Sheet
          side="start"
          title="Menu"
          trigger={{ label: "Menu", variant: "ghost", size: "icon", icon: <Icon name="menu" />, className: "-ml-2" }}
          // Open only on the page it was opened on: following a link closes it.
          open={openedAt === pathname}
          onOpenChange={(open) => setOpenedAt(open ? pathname : null)}
        >
          <NavLinks links={links} pathname={pathname} layout="stacked" onFollow={() => setOpenedAt(null)} />
        </Sheet>
      </div>
      <div className="hidden md:block">
        <NavLinks links={links} pathname={pathname} layout="inline" />
      </div>
    </>
  );
}

"use client";

import { lazy } from "react";
import { Icon } from "@/components/ui/icon";
import { MenuOnDemand } from "@/components/ui/menu";
import type { MenuPortfolio } from "./portfolio-menu-popup";

const load = () => import("./portfolio-menu-popup").then(({ PortfolioMenuPopup }) => ({ default: PortfolioMenuPopup }));
const PortfolioMenuPopup = lazy(load);

/** Everything that can be done to a portfolio as a whole. */
export function PortfolioMenu({ portfolio }: { portfolio: MenuPortfolio }) {
  return (
    <MenuOnDemand
      preload={load}
      trigger={{
        label: `Actions for ${portfolio.name}`,
        variant: "ghost",
        size: "icon",
        icon: <Icon name="ellipsis-vertical" />,
      }}
    >
      {(frame) => <PortfolioMenuPopup {...frame} portfolio={portfolio} />}
    </MenuOnDemand>
  );
}

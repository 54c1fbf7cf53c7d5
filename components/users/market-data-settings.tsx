import type { Route } from "next";
import { ButtonLink } from "@/components/ui/button";
import { SettingsSection } from "./settings-section";

export function MarketDataSettings() {
  return (
    <SettingsSection id="market-data" title="Market data" description="Prices and exchange rates: what is fetched, and what you enter.">
      <p>Exchange rates of the European Central Bank, prices from Yahoo Finance if you switch that on, and your own.</p>
      <ButtonLink variant="secondary" href={"/settings/market-data" as Route} className="justify-self-start">
        Open market data
      </ButtonLink>
    </SettingsSection>
  );
}

import { SettingsSection } from "@/components/users/settings-section";
import type { FeedView } from "@/lib/prices/schema";
import { AddFeed, type FeedChoice } from "./add-feed";
import { Feeds } from "./feeds";
import { ProviderSwitch } from "./provider-switch";

interface PriceSettingsProps {
  /** False where the operator has taken the choice away. */
  isOffered: boolean;
  isFetching: boolean;
  feeds: readonly FeedView[];
  choices: readonly FeedChoice[];
  locale: string;
  timeZone: string;
}

/** Whether prices are fetched, of what, and how that goes. */
export function PriceSettings({ isOffered, isFetching, feeds, choices, locale, timeZone }: PriceSettingsProps) {
  return (
    <SettingsSection
      id="prices"
      title="Prices"
      description="Trades, brokers’ lists, what you type and files of prices always count. Fetching comes on top, and is off unless you switch it on."
    >
      <ProviderSwitch isOffered={isOffered} isOn={isFetching} />
      <hr className="border-line" />
      <div className="grid gap-3">
        <h3 className="font-medium">Symbols</h3>
        {feeds.length === 0 ? (
          <p className="text-muted">
            No instrument has a symbol at Yahoo Finance yet, and only those that have one are asked for. Set it here, or on an instrument’s
            page.
          </p>
        ) : (
          <Feeds feeds={feeds} isFetching={isFetching} locale={locale} timeZone={timeZone} />
        )}
        <AddFeed choices={choices} />
      </div>
    </SettingsSection>
  );
}

import { ScrollRegion } from "@/components/ui/scroll-region";
import { SettingsSection } from "@/components/users/settings-section";
import type { RatePair, ReferenceState as State } from "@/lib/rates/schema";
import { AddRate } from "./add-rate";
import { RatePairs } from "./rate-pairs";
import { ReferenceState } from "./reference-state";

interface RateSettingsProps {
  own: readonly RatePair[];
  published: readonly RatePair[];
  reference: State;
  baseCurrency: string;
  locale: string;
  timeZone: string;
}

/** Everything that is known of exchange rates, and how more of it comes. */
export function RateSettings({ own, published, reference, baseCurrency, locale, timeZone }: RateSettingsProps) {
  return (
    <SettingsSection
      id="rates"
      title="Exchange rates"
      description="The rate that a broker recorded on a trade goes first. Then come those you typed, the bank’s of the day, and those out of files."
    >
      <ReferenceState state={reference} locale={locale} timeZone={timeZone} />
      {published.length > 0 && (
        <ScrollRegion label="Published rates" className="max-h-80 rounded-md border border-line px-3">
          <RatePairs pairs={published} label="Published rates" locale={locale} />
        </ScrollRegion>
      )}
      <hr className="border-line" />
      <div className="grid gap-3">
        <h3 className="font-medium">Your own, and out of files</h3>
        {own.length === 0 ? (
          <p className="text-muted">None yet. Files bring theirs along; add one by hand where a figure misses it.</p>
        ) : (
          <RatePairs pairs={own} label="Own rates" locale={locale} />
        )}
        <AddRate to={baseCurrency} />
      </div>
    </SettingsSection>
  );
}

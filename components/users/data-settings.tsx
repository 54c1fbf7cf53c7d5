import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { SettingsSection } from "./settings-section";

export function DataSettings() {
  return (
    <SettingsSection id="data" title="Data" description="Where it lives, and how to take it with you.">
      <div className="grid gap-3">
        <p>
          Everything you enter or import is in this server’s own PostgreSQL database and nowhere else. Broker credentials are sealed one by
          one before they are written, and no page ever shows them again.
        </p>
        <p>
          Each ledger and each list of holdings has an Export menu for CSV and JSON: on an account for that account, on a portfolio for all
          of its accounts. It takes what the filters select. Start from{" "}
          <Link href="/portfolios" className="text-link">
            your portfolios
          </Link>
          .
        </p>
        <p>
          Deleting an account or a portfolio takes its imported files with it. The sample portfolio goes with one click, from its own page.
        </p>
      </div>
      <hr className="border-line" />
      <form method="post" action="/settings/export" className="grid justify-items-start gap-3">
        <h3 className="font-medium">Export everything</h3>
        <p className="text-muted">
          One zip with all that is yours, as JSON and as CSV, and the files that you imported. Passwords and broker keys are not in it;
          sealed files are opened for it.
        </p>
        <Button type="submit" variant="secondary" icon={<Icon name="download" />}>
          Export everything
        </Button>
      </form>
    </SettingsSection>
  );
}

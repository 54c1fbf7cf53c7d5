import Link from "next/link";
import type { OwnedCounts } from "@/lib/users/deletion/schema";
import { DeleteUser } from "./delete-user";
import { ExportEverything } from "./export-everything";
import { SettingsSection } from "./settings-section";

export function DataSettings({ email, owned }: { email: string; owned: OwnedCounts }) {
  return (
    <SettingsSection id="data" title="Data" description="Where it lives, how to take it with you, and how to delete it.">
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
      <div className="grid justify-items-start gap-3">
        <div>
          <h3 className="font-medium">Export everything</h3>
          <p className="text-muted">
            One zip with all that is yours, as JSON and as CSV, and the files that you imported; sealed ones are opened for it. Passwords
            and broker keys are not in it.
          </p>
        </div>
        <ExportEverything />
      </div>
      <hr className="border-line" />
      <div className="grid justify-items-start gap-3">
        <div>
          <h3 className="font-medium">Delete my account</h3>
          <p className="text-muted">Deletes you and all that is yours from this server. Nobody can bring it back.</p>
        </div>
        <DeleteUser email={email} owned={owned} />
      </div>
    </SettingsSection>
  );
}

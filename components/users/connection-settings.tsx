import type { Route } from "next";
import { ButtonLink } from "@/components/ui/button";
import { SettingsSection } from "./settings-section";

export function ConnectionSettings() {
  return (
    <SettingsSection
      id="connections"
      title="Keys to your brokers"
      description="What you have given to fetch holdings and transactions with."
    >
      <p>
        Since when each is here, when it was used last, and under which key it is sealed; never the key itself. There you also choose how
        you are told when an account needs you.
      </p>
      <ButtonLink variant="secondary" href={"/settings/connections" as Route} className="justify-self-start">
        See all keys
      </ButtonLink>
    </SettingsSection>
  );
}

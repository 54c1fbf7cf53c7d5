import type { Route } from "next";
import { ButtonLink } from "@/components/ui/button";
import { SettingsSection } from "./settings-section";

/** Shown to those who run the site. */
export function OperatorSettings() {
  return (
    <SettingsSection id="operator" title="This site" description="You run it.">
      <p>What waits, what failed, the last backup and the database. Nothing of it is about a person.</p>
      <ButtonLink variant="secondary" href={"/operator" as Route} className="justify-self-start">
        See how the site is
      </ButtonLink>
    </SettingsSection>
  );
}

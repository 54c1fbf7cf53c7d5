import type { Route } from "next";
import { ButtonLink } from "@/components/ui/button";
import { SettingsSection } from "./settings-section";

export function ActivitySettings() {
  return (
    <SettingsSection id="activity" title="Activity" description="What happened in your name.">
      <p>Every sign-in, every use of a broker key, every import, edit, export and deletion, since you signed up.</p>
      <ButtonLink variant="secondary" href={"/settings/activity" as Route} className="justify-self-start">
        See all activity
      </ButtonLink>
    </SettingsSection>
  );
}

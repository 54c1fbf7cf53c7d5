"use client";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { Badge } from "@/components/ui/badge";
import { choosePriceProviderAction } from "@/lib/prices/actions";

interface ProviderSwitchProps {
  isOffered: boolean;
  isOn: boolean;
}

/** Switches the fetching of prices on and off, and says what it tells whom. */
export function ProviderSwitch({ isOffered, isOn }: ProviderSwitchProps) {
  return (
    <div className="grid gap-3">
      <h3 className="flex flex-wrap items-center gap-2 font-medium">
        Fetch prices from Yahoo Finance <Badge tone={isOn ? "success" : "neutral"}>{isOn ? "On" : "Off"}</Badge>
      </h3>
      <p>
        Several times a day this server then asks Yahoo for the closing prices of the symbols below, back to the first row of your ledgers.
        Yahoo sees these symbols, the days, and this server’s address; nothing of who you are, what you hold, or how much.
      </p>
      <p className="text-muted">It is a free service for personal use, which may change or end at any time.</p>
      {isOffered ? (
        <ActionForm action={choosePriceProviderAction} className="grid justify-items-start gap-3">
          <input type="hidden" name="provider" value={isOn ? "" : "yahoo"} />
          <SubmitButton variant={isOn ? "secondary" : "primary"} pendingText="Saving">
            {isOn ? "Switch off" : "Switch on"}
          </SubmitButton>
        </ActionForm>
      ) : (
        <p className="text-muted">Whoever runs this server has switched this off.</p>
      )}
    </div>
  );
}

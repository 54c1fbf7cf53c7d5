"use client";
import { useState } from "react";
import { CredentialFields } from "@/components/credentials/credential-fields";
import { SetupSteps } from "@/components/credentials/setup-steps";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { TestTypedConnection } from "@/components/linking/test-connection";
import { linkAccountAction } from "@/lib/accounts/actions";
import { BrokerChoice } from "./broker-choice";
import type { BrokerOption } from "./broker-option";

interface LinkAccountFormProps {
  portfolioId: string;
  options: readonly BrokerOption[];
  /** The code that the address asks for. */
  initial: string | undefined;
  locale: string;
}

/**
 * Links an account. The broker is chosen in a form of its own that only sets the address, so that choosing also works without JavaScript,
 * and what was typed below stays when another broker is chosen.
 */
export function LinkAccountForm({ portfolioId, options, initial, locale }: LinkAccountFormProps) {
  const [code, setCode] = useState(initial);
  const broker = options.find((option) => option.code === code) ?? options[0];
  if (!broker) return null;
  return (
    <div className="max-w-5xl space-y-6">
      <BrokerChoice options={options} chosen={broker} onChoose={setCode} />
      <ActionForm action={linkAccountAction} className="max-w-xl space-y-5">
        <input type="hidden" name="portfolioId" value={portfolioId} />
        <input type="hidden" name="broker" value={broker.code} />
        <TextField name="displayName" label="Account name" hint="Your own name for it, such as “Retirement” or “Broker, joint”." required />
        <TextField
          name="externalAccountId"
          label="Account number"
          optional
          hint="As your broker prints it, such as U1234567: files find their account by it."
        />
        <SetupSteps steps={broker.setup} />
        <CredentialFields key={broker.code} inputs={broker.credentials} required />
        {broker.canTest && <TestTypedConnection key={`test ${broker.code}`} locale={locale} />}
        <SubmitButton variant="primary">Link account</SubmitButton>
      </ActionForm>
    </div>
  );
}

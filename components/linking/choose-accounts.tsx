"use client";
import { ActionForm } from "@/components/form/action-form";
import { useForm } from "@/components/form/form-context";
import { SubmitButton } from "@/components/form/submit-button";
import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field";
import { chooseAccountsAction } from "@/lib/linking/actions";
import type { FoundAccount } from "@/lib/linking/schema";

interface ChooseAccountsProps {
  accountId: string;
  found: readonly FoundAccount[];
}

/** Which of the accounts that a key opens are meant; those that are linked already can't be linked twice. */
export function ChooseAccounts({ accountId, found }: ChooseAccountsProps) {
  return (
    <ActionForm action={chooseAccountsAction} className="space-y-4">
      <input type="hidden" name="accountId" value={accountId} />
      <Choices found={found} />
      <SubmitButton variant="primary">Link these</SubmitButton>
    </ActionForm>
  );
}

function Choices({ found }: { found: readonly FoundAccount[] }) {
  const { formId, errors } = useForm();
  return (
    <fieldset aria-describedby={`${formId}-remote-error`}>
      <legend>This key opens several accounts. Each one that you choose becomes an account here.</legend>
      <ul className="mt-2">
        {found.map(({ id, name, currency, linkedAs }) => (
          <li key={id}>
            <Checkbox
              name="remote"
              value={id}
              defaultChecked={linkedAs === null}
              disabled={linkedAs !== null}
              label={
                <>
                  {[name, currency].filter(Boolean).join(" · ")}
                  {name !== id && <span className="text-muted"> {id}</span>}
                  {linkedAs !== null && <span className="text-muted"> is linked as “{linkedAs}”</span>}
                </>
              }
            />
          </li>
        ))}
      </ul>
      <FieldError id={`${formId}-remote`} error={errors.remote} />
    </fieldset>
  );
}

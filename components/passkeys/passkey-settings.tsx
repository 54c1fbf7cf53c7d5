import { FormDialog } from "@/components/form/form-dialog";
import { TextField } from "@/components/form/text-field";
import { Badge } from "@/components/ui/badge";
import { DateTime } from "@/components/ui/date-time";
import { renamePasskeyAction } from "@/lib/passkeys/actions";
import type { PasskeyView } from "@/lib/passkeys/schema";
import { AddPasskey } from "./add-passkey";
import { RemovePasskey } from "./remove-passkey";

interface PasskeySettingsProps {
  passkeys: readonly PasskeyView[];
  /** Whether browsers keep passkeys for this server's address. */
  isPossible: boolean;
  locale: string;
  timeZone: string;
}

/** A person's passkeys, and the way to another one. */
export function PasskeySettings({ passkeys, isPossible, locale, timeZone }: PasskeySettingsProps) {
  return (
    <section aria-labelledby="passkeys" className="grid gap-3">
      <div>
        <h3 id="passkeys" className="font-medium">
          Passkeys
        </h3>
        <p className="text-muted">Sign in with your device’s own lock: nothing to remember, nothing that can be phished.</p>
      </div>
      {passkeys.length > 0 && (
        <ul className="divide-y divide-line">
          {passkeys.map(({ id, name, backedUp, createdAt, lastUsedAt }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5 first:pt-0">
              <div className="grid min-w-0 gap-0.5">
                <span className="flex flex-wrap items-center gap-2">
                  <span className="min-w-0 break-words">{name}</span>
                  {backedUp ? <Badge>Synced</Badge> : null}
                </span>
                <span className="text-muted">
                  added <DateTime value={createdAt} locale={locale} timeZone={timeZone} />,{" "}
                  {lastUsedAt ? (
                    <>
                      used <DateTime value={lastUsedAt} locale={locale} timeZone={timeZone} />
                    </>
                  ) : (
                    "not used yet"
                  )}
                </span>
              </div>
              <div className="flex gap-2 max-sm:-ml-3">
                <FormDialog
                  trigger={{ label: `Rename ${name}`, children: "Rename", variant: "ghost" }}
                  title="Rename the passkey"
                  action={renamePasskeyAction}
                  values={{ passkeyId: id }}
                  submitLabel="Rename"
                >
                  <TextField name="name" label="Name" defaultValue={name} required />
                </FormDialog>
                <RemovePasskey id={id} name={name} />
              </div>
            </li>
          ))}
        </ul>
      )}
      {isPossible ? (
        <AddPasskey />
      ) : (
        <p className="text-muted">
          Browsers keep passkeys for a host name over https only, or for localhost. This server is reached by another kind of address.
        </p>
      )}
    </section>
  );
}

import { ConfirmAction } from "@/components/form/confirm-action";
import { DateTime } from "@/components/ui/date-time";
import { disconnectIdentityAction } from "@/lib/oidc/actions";
import type { ProviderView } from "@/lib/oidc/schema";
import { ConnectProvider } from "./connect-provider";

interface ProviderSettingsProps {
  providers: readonly ProviderView[];
  locale: string;
  timeZone: string;
}

/** The other sites by which a person may sign in, connected or not. Nothing on a server that has none. */
export function ProviderSettings({ providers, locale, timeZone }: ProviderSettingsProps) {
  if (providers.length === 0) return null;
  return (
    <section aria-labelledby="providers" className="grid gap-3 border-t border-line pt-6">
      <h3 id="providers" className="font-medium">
        Other sites
      </h3>
      <ul className="divide-y divide-line">
        {providers.map(({ id, name, identity }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5 first:pt-0">
            <div className="grid min-w-0 gap-0.5">
              <span>{name}</span>
              <span className="text-muted">
                {identity ? (
                  <>
                    connected <DateTime value={identity.createdAt} locale={locale} timeZone={timeZone} />
                    {identity.email ? <span className="break-all">, as {identity.email}</span> : null}
                  </>
                ) : (
                  "not connected"
                )}
              </span>
            </div>
            {identity ? (
              <ConfirmAction
                trigger={{ label: `Disconnect ${name}`, children: "Disconnect", variant: "ghost" }}
                title={`Disconnect ${name}?`}
                confirmLabel="Disconnect"
                action={disconnectIdentityAction}
                values={{ identityId: identity.id }}
              >
                It no longer signs you in here.
              </ConfirmAction>
            ) : (
              <ConnectProvider id={id} name={name} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

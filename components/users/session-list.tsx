import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { Badge } from "@/components/ui/badge";
import { DateTime } from "@/components/ui/date-time";
import { signOutSessionAction } from "@/lib/users/actions";
import type { SessionView } from "@/lib/users/schema";
import { deviceName } from "./user-agent";

interface SessionListProps {
  sessions: readonly SessionView[];
  locale: string;
  timeZone: string;
}

/** Where a person is signed in, and the way to end each. An id is the hash of what the other browser has: it signs nobody in. */
export function SessionList({ sessions, locale, timeZone }: SessionListProps) {
  return (
    <ul className="divide-y divide-line">
      {sessions.map(({ id, userAgent, createdAt, lastSeenAt, current }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5 first:pt-0">
          <div className="grid gap-0.5">
            <span className="flex items-center gap-2">
              {deviceName(userAgent)}
              {current ? <Badge tone="accent">This device</Badge> : null}
            </span>
            <span className="text-muted">
              since <DateTime value={createdAt} locale={locale} timeZone={timeZone} />
              {current ? null : (
                <>
                  , last used <DateTime value={lastSeenAt} locale={locale} timeZone={timeZone} />
                </>
              )}
            </span>
          </div>
          {current ? null : (
            <ActionForm action={signOutSessionAction}>
              <input type="hidden" name="sessionId" value={id} />
              <SubmitButton variant="ghost" pendingText="Signing out">
                Sign out there
              </SubmitButton>
            </ActionForm>
          )}
        </li>
      ))}
    </ul>
  );
}

import { Badge } from "@/components/ui/badge";
import { DateTime } from "@/components/ui/date-time";
import { deviceName } from "./user-agent";

export interface ShownSession {
  id: string;
  userAgent: string;
  /** ISO instant of the sign-in. */
  createdAt: string;
  current: boolean;
}

/** Rendered on the server only: the ids stay there. */
export function SessionList({ sessions, locale, timeZone }: { sessions: readonly ShownSession[]; locale: string; timeZone: string }) {
  return (
    <ul className="divide-y divide-line">
      {sessions.map((session) => (
        <li key={session.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5 first:pt-0">
          <span className="flex items-center gap-2">
            {deviceName(session.userAgent)}
            {session.current ? <Badge tone="accent">This device</Badge> : null}
          </span>
          <span className="text-muted">
            since <DateTime value={session.createdAt} locale={locale} timeZone={timeZone} />
          </span>
        </li>
      ))}
    </ul>
  );
}

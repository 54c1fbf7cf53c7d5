import { Badge } from "@/components/ui/badge";
import { DateTime } from "@/components/ui/date-time";
import type { NoticeView } from "@/lib/attention/schema";

const STATES = {
  waiting: { tone: "warning", label: "Tried again later" },
  delivered: { tone: "success", label: "Arrived" },
  failed: { tone: "danger", label: "Did not arrive" },
} as const;
const CHANNELS = { email: "By mail", webhook: "Webhook" } as const;

/** The last few attempts to tell a person, newest first. */
export function NoticeList({ notices, locale, timeZone }: { notices: readonly NoticeView[]; locale: string; timeZone: string }) {
  return (
    <div className="grid gap-2">
      <h3 className="font-medium">Sent lately</h3>
      <ul className="divide-y divide-line">
        {notices.map((notice) => (
          <li key={notice.id} className="grid gap-1 py-2.5 first:pt-0 last:pb-0">
            <p className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <span className="flex min-w-0 flex-wrap items-center gap-2">
                <span className="min-w-0 break-words">{notice.accountName ?? "A test"}</span>
                <Badge tone={stateOf(notice).tone}>{stateOf(notice).label}</Badge>
              </span>
              <span className="text-muted">
                {CHANNELS[notice.channel]}, <DateTime value={notice.settledAt ?? notice.createdAt} locale={locale} timeZone={timeZone} />
              </span>
            </p>
            {notice.outcome ? <p className="text-muted">{notice.outcome}</p> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What has not been tried yet is on its way. */
function stateOf({ state, outcome }: NoticeView): { tone: "warning" | "success" | "danger" | "info"; label: string } {
  return state === "waiting" && outcome === "" ? { tone: "info", label: "On its way" } : STATES[state];
}

import { Alert } from "@/components/ui/alert";
import { formatDay } from "@/components/ui/date-format";
import type { TestedKey } from "@/lib/linking/schema";

/** What a key may do, and what it should not be able to. */
export function KeyFacts({ facts, locale }: { facts: Omit<TestedKey, "accounts">; locale: string }) {
  return (
    <div className="space-y-2">
      <p className="text-muted">
        It can read {facts.reads.join(", ").toLowerCase() || "nothing"}.
        {facts.expiresAt && ` It works until ${formatDay(facts.expiresAt.slice(0, 10), locale)}.`}
      </p>
      <KeyWarnings facts={facts} />
    </div>
  );
}

/** What should be known of a key again and again: that it can do too much, or too little. */
export function KeyWarnings({ facts }: { facts: Pick<TestedKey, "mayTrade" | "mayWithdraw" | "missing"> }) {
  return (
    <>
      {(facts.mayTrade || facts.mayWithdraw) && (
        <Alert tone="warning" title={`This key can ${powers(facts)}`}>
          Truefolio only reads. If your broker makes keys that can read and nothing else, replace this one by such a key: what a key can’t
          do, nobody can do with it.
        </Alert>
      )}
      {facts.missing.length > 0 && (
        <Alert tone="warning" title="Something is missing for a full sync">
          <ul className="list-disc space-y-1 pl-5">
            {facts.missing.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  );
}

function powers({ mayTrade, mayWithdraw }: Pick<TestedKey, "mayTrade" | "mayWithdraw">): string {
  return [mayTrade && "trade", mayWithdraw && "withdraw money"].filter(Boolean).join(" and ");
}

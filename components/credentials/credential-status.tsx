import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { KeyValue } from "@/components/ui/key-value";
import type { CredentialState } from "@/lib/credentials/schema";
import type { CredentialInput } from "./credential-input";

interface CredentialStatusProps {
  credential: CredentialState;
  inputs: readonly CredentialInput[];
  /** When they were opened last; null for never. */
  usedAt: string | null;
  timeZone: string;
  locale: string;
  actions?: ReactNode;
}

/** How an account's credentials stand: since when, under which key, and a masked tail of each; never a value. */
export function CredentialStatus({ credential, inputs, usedAt, timeZone, locale, actions }: CredentialStatusProps) {
  if (credential.state === "unreadable") return <Unreadable keyId={credential.keyId} />;
  if (credential.state === "empty") return <Alert tone="info">No credentials have been entered yet.</Alert>;
  return (
    <Card title="Sealed" actions={actions}>
      <KeyValue
        items={[
          { label: "Since", value: <DateTime value={credential.updatedAt} timeZone={timeZone} locale={locale} /> },
          { label: "Last used", value: usedAt ? <DateTime value={usedAt} timeZone={timeZone} locale={locale} /> : "Never" },
          { label: "Under the key", value: credential.keyId },
          ...inputs.map(({ field, label }) => ({ label, value: credential.hints[field] ?? "Not entered" })),
        ]}
      />
    </Card>
  );
}

function Unreadable({ keyId }: { keyId: string | null }) {
  return (
    <Alert tone="danger" title="These credentials can't be opened">
      <p>
        {keyId
          ? `They are sealed under the key “${keyId}”, which this installation doesn't have, or they were damaged.`
          : "What is stored has been damaged."}{" "}
        Nothing was overwritten.
      </p>
      <p className="mt-1">
        Enter every field to replace them. If the old key still exists, whoever runs this installation can bring it back instead.
      </p>
    </Alert>
  );
}

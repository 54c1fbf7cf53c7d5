import { buttonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Icon } from "@/components/ui/icon";
import type { ImportRecord } from "@/lib/imports/history/schema";
import type { ImportView } from "@/lib/imports/schema";
import { DeleteRecord } from "./delete-record";
import { OtherReadings } from "./other-readings";
import { RereadOffer } from "./reread-offer";
import { SealOriginal } from "./seal-original";

interface ImportRecordCardProps {
  view: ImportView;
  record: ImportRecord;
  timeZone: string;
  locale: string;
}

/** The original of an import: its digest, how it is kept, by which version it was read, and its other readings. */
export function ImportRecordCard({ view, record, timeZone, locale }: ImportRecordCardProps) {
  const { original, fileHash } = record;
  const isSettled = ["imported", "undone", "preview", "failed", "mapping"].includes(view.status);
  return (
    <Card title="The original" className="space-y-4">
      {fileHash && (
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="text-muted">SHA-256</span>
          <code className="min-w-0 text-xs break-all">{fileHash}</code>
          <CopyButton text={fileHash} label="Copy the SHA-256 of the file" />
        </p>
      )}
      <OriginalState record={record} />
      <OtherReadings accountId={view.accountId} record={record} timeZone={timeZone} locale={locale} />
      {view.status === "imported" && original !== "none" && original !== "unreadable" && <RereadOffer importId={view.id} record={record} />}
      <div className="flex flex-wrap gap-2 empty:hidden">
        {(original === "plain" || original === "sealed") && (
          <a className={buttonStyle("secondary")} href={`/accounts/${view.accountId}/import/${view.id}/original`} download>
            <Icon name="download" />
            Download original
          </a>
        )}
        {isSettled && (original === "plain" || original === "sealed") && <SealOriginal importId={view.id} sealed={original === "sealed"} />}
        {view.status === "undone" && <DeleteRecord importId={view.id} fileName={view.fileName} />}
      </div>
    </Card>
  );
}

function OriginalState({ record: { original, keyId } }: { record: ImportRecord }) {
  if (original === "none") return <p className="text-muted">The file itself is not kept.</p>;
  if (original === "plain") return <p className="text-muted">Kept as it came, compressed.</p>;
  if (original === "sealed")
    return (
      <p className="text-muted">
        Sealed under the key <code className="text-xs text-ink">{keyId}</code>. Each time it is opened, the audit log says so.
      </p>
    );
  return (
    <p role="alert" className="rounded-md bg-warning-wash p-3 text-warning">
      {keyId === null ? (
        "The sealed file is damaged and does not open. Import the file again, from your own copy of it."
      ) : (
        <>
          The key <code className="text-xs">{keyId}</code> that the file is sealed under is not here. Put it back into CREDENTIAL_KEYS and
          restart Truefolio; or import the file again. What was imported is not affected.
        </>
      )}
    </p>
  );
}

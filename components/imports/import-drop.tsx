"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Checkbox } from "@/components/ui/checkbox";
import { FileDrop } from "@/components/ui/file-drop";
import { Progress } from "@/components/ui/progress";
import { type UploadEvent, uploadFile } from "./upload-file";
import { fileSize } from "./wording";

interface ImportDropProps {
  accountId: string;
  limitBytes: number;
}

type Upload = { fileName: string; event: UploadEvent };

/**
 * Takes a file, tells how far it is on its way and how the server gets on with it, and leads to its preview; nothing is written to the account
 * before that. An upload that was cut off goes on when the same file is chosen again.
 */
export function ImportDrop({ accountId, limitBytes }: ImportDropProps) {
  const router = useRouter();
  const [upload, setUpload] = useState<Upload | null>(null);
  const [seal, setSeal] = useState(false);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function take(file: File): Promise<void> {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const show = (event: Upload["event"]) => setUpload({ fileName: file.name, event });
    if (file.size > limitBytes) {
      show({
        phase: "refused",
        importId: null,
        problem: `The file is larger than ${fileSize(limitBytes)}.`,
        mend: "Export a shorter period, a year at a time: overlapping files are merged.",
      });
      return;
    }
    show({ phase: "uploading", done: 0, total: file.size });
    for await (const event of uploadFile(accountId, file, controller.signal, seal)) {
      // Another file was chosen, or the page was left, while this one was on its way.
      if (controller.signal.aborted) return;
      show(event);
      // What came of the file stands in the list below: that it is not all there, or why it could not be read.
      if (event.phase === "refused") router.refresh();
      if (event.phase === "settled") router.push(`/accounts/${accountId}/import/${event.importId}` as Route);
    }
  }

  const busy = upload !== null && upload.event.phase !== "refused";
  return (
    <div className="space-y-4">
      <FileDrop
        label="File"
        hint={`Up to ${fileSize(limitBytes)}. You see what is new before anything is written.`}
        accept=".xml,.ofx,.qfx,.qif,.csv,.tsv,.txt,.xlsx,.json"
        disabled={busy}
        onFile={take}
      />
      <div>
        <Checkbox
          label="Seal the file"
          checked={seal}
          disabled={busy}
          onChange={(event) => setSeal(event.target.checked)}
          aria-describedby="seal-hint"
        />
        <p id="seal-hint" className="text-xs text-muted">
          The original is kept encrypted, as broker credentials are. Tick it before you choose the file; it can be changed later.
        </p>
      </div>
      {upload && <UploadState {...upload} />}
    </div>
  );
}

function UploadState({ fileName, event }: Upload) {
  if (event.phase === "refused") {
    return (
      <Alert tone="danger" title={`${fileName} can't be imported`}>
        <p>{event.problem}</p>
        <p className="mt-1">{event.mend}</p>
      </Alert>
    );
  }
  return (
    <div className="max-w-xl">
      <Progress label={`${phaseText(event)} ${fileName}`} {...amountOf(event)} />
    </div>
  );
}

function phaseText({ phase }: UploadEvent): string {
  if (phase === "uploading") return "Uploading";
  return phase === "reading" ? "Reading" : "Opening the preview of";
}

/** A short file is there and read before a bar would have begun to move. */
function amountOf(event: UploadEvent): { value?: number; max?: number; detail?: string } {
  if (!("total" in event) || event.total === 0) return {};
  const { done, total } = event;
  const detail =
    event.phase === "uploading"
      ? `${fileSize(done)} of ${fileSize(total)}`
      : `line ${done.toLocaleString("en")} of ${total.toLocaleString("en")}`;
  return { value: done, max: total, detail };
}

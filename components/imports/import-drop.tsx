"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Alert } from "@/components/ui/alert";
import { FileDrop } from "@/components/ui/file-drop";
import { Spinner } from "@/components/ui/spinner";
import type { UploadEvent } from "@/lib/imports/schema";
import { uploadFile } from "./upload-file";
import { fileSize } from "./wording";

interface ImportDropProps {
  accountId: string;
  limitBytes: number;
}

type Upload = { fileName: string; event: UploadEvent | { phase: "uploading" } };

/** Takes a file, tells how the server gets on with it, and leads to its preview; nothing is written to the account before that. */
export function ImportDrop({ accountId, limitBytes }: ImportDropProps) {
  const router = useRouter();
  const [upload, setUpload] = useState<Upload | null>(null);
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
        problem: `The file is larger than ${fileSize(limitBytes)}.`,
        mend: "Export a shorter period, a year at a time: overlapping files are merged.",
        line: null,
      });
      return;
    }
    show({ phase: "uploading" });
    for await (const event of uploadFile(accountId, file, controller.signal)) {
      // Another file was chosen, or the page was left, while this one was on its way.
      if (controller.signal.aborted) return;
      show(event);
      if (event.phase === "ready") router.push(`/accounts/${accountId}/import/${event.importId}` as Route);
    }
  }

  const busy = upload !== null && upload.event.phase !== "refused";
  return (
    <div className="space-y-4">
      <FileDrop
        label="File"
        hint={`Up to ${fileSize(limitBytes)}. You see what is new before anything is written.`}
        accept=".xml,.ofx,.qfx,.csv,.tsv,.txt,.xlsx"
        disabled={busy}
        onFile={take}
      />
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
    <p role="status" className="flex items-center gap-2 text-sm text-muted">
      <Spinner />
      <span className="font-medium text-ink">{fileName}</span>
      <span className="tabular">{phaseText(event)}</span>
    </p>
  );
}

function phaseText(event: Exclude<Upload["event"], { phase: "refused" }>): string {
  if (event.phase === "reading") return `Reading, line ${event.lines.toLocaleString("en")}`;
  return event.phase === "uploading" ? "Uploading" : "Opening the preview";
}

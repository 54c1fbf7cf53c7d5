"use client";
import { useId, useRef, useState } from "react";
import { useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import type { FormAction } from "@/lib/action/state";

interface MappingFileProps<Data> {
  label: string;
  action: FormAction<Data>;
  onRead?: (data: Data) => void;
}

/** Takes a mapping that somebody exported. A button in front of the browser's own file input. */
export function MappingFileInput<Data>({ label, action, onRead }: MappingFileProps<Data>) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<string>();
  const { run, pending } = useAction(action, { toasts: false });
  const take = async (file: File) => {
    const answer = await run({ file: await file.text() });
    setError(answer?.status === "error" ? (answer.fieldErrors?.file ?? answer.message) : undefined);
    if (answer?.status === "ok" && answer.data !== undefined) onRead?.(answer.data);
  };
  return (
    <div className="space-y-1.5">
      <Button variant="secondary" icon={<Icon name="file-up" />} pending={pending} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        id={id}
        type="file"
        aria-label={`${label}: the file`}
        accept=".json,application/json"
        tabIndex={-1}
        className="sr-only"
        onClick={(event) => {
          event.currentTarget.value = "";
        }}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) void take(file);
        }}
      />
      <FieldError id={id} error={error} />
    </div>
  );
}

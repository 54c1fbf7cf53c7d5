"use client";

import { type DragEvent, type ReactNode, useId, useRef, useState } from "react";
import { cx } from "./class-names";
import { describeControl, FieldError } from "./field";
import { Icon } from "./icon";

export interface FileDropProps {
  label?: string;
  /** For a form that is sent without a script. */
  name?: string;
  /** What may be chosen, as in `<input accept>`. A dropped file is not held to it: whoever reads the file says what's wrong with it. */
  accept?: string;
  /** What is taken, and up to which size. */
  hint?: ReactNode;
  error?: string;
  disabled?: boolean;
  onFile?: (file: File) => void;
}

/** A native file input that can also be dropped on. The input does the work, so keyboards, screen readers and phones know it already. */
export function FileDrop({ label = "File", name = "file", accept, hint, error, disabled, onFile }: FileDropProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    setOver(inside && !disabled);
  };
  const drop = (event: DragEvent) => {
    drag(event, false);
    const file = event.dataTransfer.files[0];
    if (!file || disabled) return;
    // The input then shows the name, and a form around it sends the file.
    if (input.current) input.current.files = event.dataTransfer.files;
    onFile?.(file);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; everything it does, the input inside does too
    <div
      onDragEnter={(event) => drag(event, true)}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={drop}
      className={cx(
        "space-y-3 rounded-lg border border-dashed px-4 py-6 transition-colors md:px-6 md:py-8",
        over ? "border-accent bg-accent-wash" : error ? "border-danger bg-surface" : "border-control bg-surface",
      )}
    >
      <div className="flex items-center gap-3">
        <Icon name="file-up" className="size-5 shrink-0 text-muted" />
        <div className="min-w-0">
          <label htmlFor={id} className="font-medium">
            {label}
          </label>
          <p className="text-xs text-muted">Choose one, or drop it here.</p>
        </div>
      </div>
      <input
        {...describeControl(id, { hint, error })}
        ref={input}
        type="file"
        name={name}
        accept={accept}
        disabled={disabled}
        // The same file again is a choice too, and browsers report no change for it.
        onClick={(event) => {
          event.currentTarget.value = "";
        }}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) onFile?.(file);
        }}
        className={cx(
          "block w-full min-w-0 rounded-md text-sm text-muted disabled:opacity-60",
          "file:mr-3 file:min-h-10 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-control file:bg-surface",
          "file:px-3.5 file:font-medium file:text-ink hover:file:bg-sunken md:file:min-h-9",
        )}
      />
      <FieldError id={id} error={error} />
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}

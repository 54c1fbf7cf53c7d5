"use client";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";

export interface FilterChip {
  /** What it restricts, such as `Type: Buy`. */
  label: string;
  remove: () => void;
}

/** The restrictions in force, each with a way out. Nothing when there are none. */
export function FilterChips({ chips, onClear }: { chips: readonly FilterChip[]; onClear: () => void }) {
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters in use" className="mb-3 flex flex-wrap items-center gap-2">
      {chips.map(({ label, remove }) => (
        <li key={label}>
          <Button
            variant="secondary"
            size="sm"
            icon={<Icon name="x" />}
            aria-label={`Remove ${label}`}
            onClick={remove}
            className="flex-row-reverse"
          >
            {label}
          </Button>
        </li>
      ))}
      <li>
        <Button size="sm" variant="ghost" onClick={onClear}>
          Clear
        </Button>
      </li>
    </ul>
  );
}

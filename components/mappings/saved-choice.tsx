"use client";
import { Select } from "@/components/ui/select";
import type { Mapping } from "@/lib/formats/mapped/mapping";
import type { MappingScreenView } from "@/lib/mappings/schema";

interface SavedChoiceProps {
  fitting: MappingScreenView["fitting"];
  onChoose: (name: string, mapping: Mapping) => void;
}

/** A mapping of another header that reads only columns which this file has too. */
export function SavedChoice({ fitting, onChoose }: SavedChoiceProps) {
  if (fitting.length === 0) return null;
  const choose = (name: string) => {
    const found = fitting.find((each) => each.name === name);
    if (found) onChoose(found.name, found.mapping);
  };
  return (
    <Select aria-label="Start from a saved mapping" className="w-60" defaultValue="" onChange={(event) => choose(event.target.value)}>
      <option value="">Start from a saved mapping…</option>
      {fitting.map(({ name }) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </Select>
  );
}

import { Checkbox } from "@/components/ui/checkbox";

export interface Choice {
  value: string;
  label: string;
}

/** Several choices under one heading; each ticked one is sent under `name`. */
export function CheckGroup({
  legend,
  name,
  choices,
  chosen,
}: {
  legend: string;
  name: string;
  choices: readonly Choice[];
  chosen: readonly string[];
}) {
  if (choices.length === 0) return null;
  return (
    <fieldset>
      <legend className="mb-1 text-xs font-medium text-muted">{legend}</legend>
      <div className="grid max-h-44 grid-cols-2 gap-x-3 overflow-y-auto rounded-md border border-line px-3 py-1">
        {choices.map(({ value, label }) => (
          <Checkbox key={value} name={name} value={value} label={label} defaultChecked={chosen.includes(value)} />
        ))}
      </div>
    </fieldset>
  );
}

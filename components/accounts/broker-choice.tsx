import { Button } from "@/components/ui/button";
import { Field, describeControl } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { BrokerLogo } from "./broker-logo";
import type { BrokerOption } from "./broker-option";

interface BrokerChoiceProps {
  options: readonly BrokerOption[];
  chosen: BrokerOption;
  onChoose: (code: string) => void;
}

/** Chooses a broker and says what the choice means. Without JavaScript a button reloads the page with the choice in its address. */
export function BrokerChoice({ options, chosen, onChoose }: BrokerChoiceProps) {
  return (
    <form method="get" className="space-y-3">
      <Field id="broker" label="Broker">
        <Select
          {...describeControl("broker", {})}
          name="broker"
          value={chosen.code}
          onChange={(event) => onChoose(event.target.value)}
          options={options.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Field>
      <noscript>
        <Button type="submit">Show its fields</Button>
      </noscript>
      <div aria-live="polite" className="flex items-start gap-3 rounded-lg border border-line bg-surface p-4">
        <BrokerLogo name={chosen.name} large />
        <div className="min-w-0">
          <p className="font-medium">{chosen.name}</p>
          <p className="mt-0.5 text-muted">{chosen.description}</p>
        </div>
      </div>
    </form>
  );
}

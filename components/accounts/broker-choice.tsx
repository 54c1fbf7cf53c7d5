import { Button } from "@/components/ui/button";
import { BrokerLogo } from "./broker-logo";
import type { BrokerOption } from "./broker-option";

interface BrokerChoiceProps {
  options: readonly BrokerOption[];
  chosen: BrokerOption;
  onChoose: (code: string) => void;
}

/** Chooses a broker, each with what it means. Without JavaScript a button reloads the page with the choice in its address. */
export function BrokerChoice({ options, chosen, onChoose }: BrokerChoiceProps) {
  return (
    <form method="get" className="space-y-3">
      <div role="radiogroup" aria-labelledby="broker-choice" className="space-y-2">
        <p id="broker-choice" className="font-medium">
          Broker
        </p>
        {options.map((option) => (
          <BrokerCard key={option.code} option={option} checked={option.code === chosen.code} onChoose={onChoose} />
        ))}
      </div>
      <noscript>
        <Button type="submit" variant="secondary">
          Show its fields
        </Button>
      </noscript>
    </form>
  );
}

function BrokerCard({ option, checked, onChoose }: { option: BrokerOption; checked: boolean; onChoose: (code: string) => void }) {
  const [name, description] = [`broker-${option.code}`, `broker-${option.code}-description`];
  return (
    <label className="flex cursor-pointer items-start gap-3 rounded-lg border border-control bg-surface p-3 hover:bg-sunken has-checked:border-accent has-checked:bg-accent-wash">
      <input
        type="radio"
        name="broker"
        value={option.code}
        checked={checked}
        onChange={() => onChoose(option.code)}
        aria-labelledby={name}
        aria-describedby={description}
        className="mt-2.5 size-4 shrink-0 accent-accent"
      />
      <BrokerLogo name={option.name} />
      <span className="min-w-0">
        <span id={name} className="block font-medium">
          {option.name}
        </span>
        <span id={description} className="block text-muted">
          {option.description}
        </span>
      </span>
    </label>
  );
}

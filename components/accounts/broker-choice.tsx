"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { BrokerLogo } from "./broker-logo";
import { type BrokerOption, matching } from "./broker-option";

interface BrokerChoiceProps {
  options: readonly BrokerOption[];
  chosen: BrokerOption;
  onChoose: (code: string) => void;
}

/** Chooses a broker, each with what it means. Without JavaScript a button reloads the page with the choice in its address. */
export function BrokerChoice({ options, chosen, onChoose }: BrokerChoiceProps) {
  const [search, setSearch] = useState("");
  const found = matching(options, search);
  return (
    <form method="get" className="space-y-3" onSubmit={(event) => event.preventDefault()}>
      <Field id="broker-search" label="Find your broker" className="max-w-xl">
        <Input
          id="broker-search"
          type="search"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder="Name, country, or what it should bring"
          autoComplete="off"
        />
      </Field>
      <div role="radiogroup" aria-labelledby="broker-choice" className="grid gap-2 md:grid-cols-2">
        <p id="broker-choice" className="font-medium md:col-span-2">
          Broker
        </p>
        {found.map((option) => (
          <BrokerCard key={option.code} option={option} checked={option.code === chosen.code} onChoose={onChoose} />
        ))}
      </div>
      {found.length === 0 && (
        <p role="status" className="text-muted">
          No broker of that name can be asked yet. Choose “File import”: most brokers let you download a file.
        </p>
      )}
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
          {option.brings.length > 0 && (
            <span className="mt-0.5 block text-xs">
              Brings {option.brings.join(", ").toLowerCase()} · {option.regions.join(", ")}
            </span>
          )}
        </span>
      </span>
    </label>
  );
}

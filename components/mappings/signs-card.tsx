"use client";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import type { Mapping } from "@/lib/formats/mapped/mapping";
import { Choice } from "./choice";
import { hasField } from "./mapping-edits";
import type { EditMapping } from "./use-mapping";

interface SignsCardProps {
  mapping: Mapping;
  edit: EditMapping;
}

/** How the table's numbers are meant; only what makes a difference for the columns that are read. */
export function SignsCard({ mapping, edit }: SignsCardProps) {
  const hasAmount = hasField(mapping, "amount", "gross");
  const hasCharges = hasField(mapping, "fee", "tax");
  const isSigned = mapping.types.some(({ meaning }) => meaning === "trade") || mapping.constants.type === "trade";
  const asksDirection = isSigned && hasField(mapping, "quantity") && (hasAmount || hasField(mapping, "debit", "credit"));
  const asksPercent = hasField(mapping, "price");
  if (!hasAmount && !hasCharges && !asksDirection && !asksPercent) return null;
  const set =
    <Key extends keyof Mapping>(key: Key) =>
    (value: string) =>
      edit((now) => ({ ...now, [key]: value as Mapping[Key] }));
  return (
    <Card title="How its numbers are meant" description="Chosen by what the first rows show.">
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {hasAmount && mapping.kind === "transactions" && (
          <Choice
            label="Signs of amounts"
            value={mapping.amountSigns}
            options={[
              { value: "signed", label: "Money paid is negative" },
              { value: "inverted", label: "Money paid is positive" },
              { value: "unsigned", label: "None: the kind of row decides" },
            ]}
            onChoose={set("amountSigns")}
          />
        )}
        {asksDirection && (
          <Choice
            label="A purchase is told from a sale by"
            value={mapping.direction}
            options={[
              { value: "amount", label: "The sign of the amount" },
              { value: "quantity", label: "The sign of the quantity" },
            ]}
            onChoose={set("direction")}
          />
        )}
        {hasAmount && hasCharges && (
          <Choice
            label="Fees and taxes"
            value={mapping.charges}
            options={[
              { value: "inside", label: "Are in the amount already" },
              { value: "outside", label: "Come on top of the amount" },
            ]}
            onChoose={set("charges")}
          />
        )}
        {hasCharges && (
          <Choice
            label="Signs of fees and taxes"
            value={mapping.chargeSigns}
            options={[
              { value: "positive", label: "A fee paid is positive" },
              { value: "negative", label: "A fee paid is negative" },
            ]}
            onChoose={set("chargeSigns")}
          />
        )}
        {asksPercent && (
          <Choice
            label="Prices in percent"
            value={mapping.percentPrices}
            options={[
              { value: "never", label: "No, per unit" },
              { value: "bonds", label: "Those of bonds" },
              { value: "always", label: "All of them" },
            ]}
            onChoose={set("percentPrices")}
          />
        )}
      </div>
      {hasField(mapping, "fee") && mapping.kind === "transactions" && (
        <Checkbox
          className="mt-3"
          label="Make a row of its own of each fee"
          checked={mapping.chargeRows}
          onChange={(event) => edit((now) => ({ ...now, chargeRows: event.target.checked }))}
        />
      )}
    </Card>
  );
}

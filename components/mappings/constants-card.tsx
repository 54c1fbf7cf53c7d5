"use client";
import { useId } from "react";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { SelectOption } from "@/components/ui/select";
import type { Analysis } from "@/lib/formats/mapped/analyse";
import type { Mapping } from "@/lib/formats/mapped/mapping";
import { meaningLabel, ROW_MEANINGS, type RowMeaning } from "@/lib/formats/mapped/meanings";
import { ASSET_TYPE_LABELS, ASSET_TYPES, type AssetType } from "@/lib/instruments/asset-types";
import { isCurrency } from "@/lib/money/currency";
import { Choice } from "./choice";
import { columnOf, hasField, withConstant } from "./mapping-edits";
import type { EditMapping } from "./use-mapping";

interface ConstantsCardProps {
  analysis: Analysis;
  mapping: Mapping;
  edit: EditMapping;
  /** Time zones to choose from; the person's own first. */
  zones: readonly SelectOption[];
}

const NOT_SAID = { value: "", label: "Not said" };

/** What is the same on every row, and in no column. */
export function ConstantsCard({ analysis, mapping, edit, zones }: ConstantsCardProps) {
  const { constants, kind } = mapping;
  const hasTimes = hasField(mapping, "time") || (columnOf(mapping, analysis, "date")?.samples ?? []).some((text) => text.includes(":"));
  return (
    <Card title="On every row" description="What the table doesn’t say in a column, or leaves empty.">
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <Currency
          value={constants.currency ?? ""}
          hint={hasField(mapping, "currency") ? "Of rows that name none." : undefined}
          onChange={(currency) => edit((now) => withConstant(now, "currency", currency))}
        />
        {kind === "transactions" && (
          <Choice
            label="Kind of row"
            value={constants.type ?? ""}
            hint={hasField(mapping, "type") ? "Of rows whose cell is empty." : undefined}
            options={[
              NOT_SAID,
              ...ROW_MEANINGS.filter((each) => each !== "skip").map((each) => ({ value: each, label: meaningLabel(each) })),
            ]}
            onChoose={(type) => edit((now) => withConstant(now, "type", type === "" ? undefined : (type as RowMeaning)))}
          />
        )}
        {!hasField(mapping, "assetType") && (
          <Choice
            label="Kind of instrument"
            value={constants.assetType ?? "stock"}
            options={ASSET_TYPES.filter((each) => each !== "cash").map((each) => ({ value: each, label: ASSET_TYPE_LABELS[each] }))}
            onChoose={(type) => edit((now) => withConstant(now, "assetType", type as AssetType))}
          />
        )}
        {kind === "holdings" && !hasField(mapping, "date") && (
          <Line
            label="Positions as of"
            type="date"
            value={constants.asOf ?? ""}
            onChange={(day) => edit((now) => withConstant(now, "asOf", /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined))}
          />
        )}
        {!hasField(mapping, "account") && (
          <Line
            label="Number of the account"
            hint="Only where it isn’t the account that you import into."
            value={constants.account ?? ""}
            onChange={(account) => edit((now) => withConstant(now, "account", account.trim() || undefined))}
          />
        )}
        {hasTimes && (
          <Choice
            label="Time zone of its times"
            value={mapping.zone}
            options={zones.some(({ value }) => value === mapping.zone) ? zones : [{ value: mapping.zone, label: mapping.zone }, ...zones]}
            onChoose={(zone) => edit((now) => ({ ...now, zone }))}
          />
        )}
      </div>
    </Card>
  );
}

/** Takes a code as it is typed; what isn't one yet is no currency. */
function Currency({ value, hint, onChange }: { value: string; hint?: string; onChange: (currency: string | undefined) => void }) {
  const read = (text: string) => text.trim().toUpperCase();
  return (
    <Line
      label="Currency"
      placeholder="EUR"
      hint={hint}
      value={value}
      onChange={(text) => onChange(isCurrency(read(text)) ? read(text) : undefined)}
    />
  );
}

interface LineProps {
  label: string;
  value: string;
  hint?: string;
  type?: "text" | "date";
  placeholder?: string;
  onChange: (text: string) => void;
}

function Line({ label, value, hint, type = "text", placeholder, onChange }: LineProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint}>
      <Input
        id={id}
        type={type}
        aria-describedby={hint ? `${id}-hint` : undefined}
        placeholder={placeholder}
        maxLength={100}
        defaultValue={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

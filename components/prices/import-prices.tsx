"use client";
import { useState } from "react";
import { ActionForm } from "@/components/form/action-form";
import { CheckboxField } from "@/components/form/checkbox-field";
import { useFormField } from "@/components/form/form-context";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { Card } from "@/components/ui/card";
import { FileDrop } from "@/components/ui/file-drop";
import { importPricesAction } from "@/lib/prices/actions";
import type { PriceFileResult } from "@/lib/prices/schema";
import { MAX_PRICE_FILE_BYTES } from "@/lib/prices/sources";
import { ImportPricesResult } from "./import-prices-result";

interface ImportPricesProps {
  instrumentId: string;
  currency: string | null;
  locale: string;
}

/** A file of prices: looked at first, then imported. */
export function ImportPrices({ instrumentId, currency, locale }: ImportPricesProps) {
  const [result, setResult] = useState<PriceFileResult | null>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const choose = (file: File) => {
    setResult(null);
    // More than the server takes of any form: it would not even say so.
    setTooLarge(file.size > MAX_PRICE_FILE_BYTES);
  };
  const canImport = result?.step === "preview" && result.prices > 0;
  return (
    <Card id="import" title="Import a file of prices" description="A table with a column of dates and one of prices, from anywhere.">
      <ActionForm action={importPricesAction} onSuccess={({ data }) => setResult(data ?? null)} className="grid gap-4">
        <input type="hidden" name="instrumentId" value={instrumentId} />
        <PriceFileField isTooLarge={isTooLarge} onFile={choose} />
        <TextField
          name="currency"
          label="Currency"
          defaultValue={currency ?? ""}
          maxLength={6}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          hint="Where no column of the file names one. GBX for pence."
        />
        <CheckboxField
          name="adjusted"
          label="Its prices are adjusted for later splits"
          hint="As in downloads from Yahoo and Stooq. The splits in your ledgers put them back to what was quoted on the day."
        />
        {result && <ImportPricesResult instrumentId={instrumentId} result={result} locale={locale} onUndone={() => setResult(null)} />}
        <div className="flex flex-wrap gap-2">
          <SubmitButton
            name="step"
            value="preview"
            variant={canImport ? "secondary" : "primary"}
            disabled={isTooLarge}
            pendingText="Reading"
          >
            {canImport ? "Look again" : "Look at it first"}
          </SubmitButton>
          {canImport && (
            <SubmitButton name="step" value="import" variant="primary" pendingText="Importing">
              {result.prices === 1 ? "Import 1 price" : `Import ${result.prices.toLocaleString(locale)} prices`}
            </SubmitButton>
          )}
        </div>
      </ActionForm>
    </Card>
  );
}

function PriceFileField({ isTooLarge, onFile }: { isTooLarge: boolean; onFile: (file: File) => void }) {
  const { error } = useFormField("file", "File");
  return (
    <FileDrop
      accept=".csv,.tsv,.txt,.xlsx"
      hint="CSV or XLSX, such as Yahoo, Stooq, Ariva and Portfolio Performance give, up to 900 kB."
      error={isTooLarge ? "The file is larger than 900 kB. Cut it into several, by years." : error}
      onFile={onFile}
    />
  );
}

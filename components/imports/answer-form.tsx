"use client";
import { ActionForm } from "@/components/form/action-form";
import { SelectField } from "@/components/form/select-field";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { answerImportAction } from "@/lib/imports/actions";
import type { ImportProblems } from "@/lib/imports/preview-schema";
import { TRADE_TYPE_CODES, tradeTypeRow } from "@/lib/transactions/trade-types";
import { counted, nameLines } from "./wording";

interface AnswerFormProps extends Pick<ImportProblems, "missingCurrency" | "unknownTypes"> {
  importId: string;
}

const TYPES = TRADE_TYPE_CODES.filter((code) => code !== "other")
  .map((code) => ({ value: code as string, label: tradeTypeRow(code).label }))
  .sort((a, b) => a.label.localeCompare(b.label, "en"));
const OPTIONS = [{ value: "", label: "Not said yet" }, ...TYPES, { value: "other", label: "None of these: leave it as Other" }];

/** One question for all lines that lack the same thing; the answers take effect by reading the file again. */
export function AnswerForm({ importId, missingCurrency, unknownTypes }: AnswerFormProps) {
  return (
    <ActionForm action={answerImportAction} className="space-y-4">
      <input type="hidden" name="importId" value={importId} />
      <div className="grid gap-4 sm:grid-cols-2">
        {missingCurrency && (
          <TextField
            name="currency"
            label={`Currency of the ${counted(missingCurrency.count, "line")} that name${missingCurrency.count === 1 ? "s" : ""} none`}
            hint={`A code such as USD. ${nameLines(missingCurrency.lines, missingCurrency.count)}.`}
            maxLength={8}
            autoCapitalize="characters"
            autoComplete="off"
            spellCheck={false}
          />
        )}
        {unknownTypes.map(({ rawType, count, lines }, index) => (
          <div key={rawType}>
            <input type="hidden" name={`rawType.${index}`} value={rawType} />
            <SelectField
              name={`tradeType.${index}`}
              label={`“${rawType}” on ${counted(count, "line")}: what is it?`}
              hint={`${nameLines(lines, count)}.`}
              defaultValue=""
              options={OPTIONS}
            />
          </div>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SubmitButton variant="secondary" pendingText="Applying">
          Apply to all these lines
        </SubmitButton>
        <p className="text-muted">The file is read again with your answers. Nothing is imported yet, and what you chose stays.</p>
      </div>
    </ActionForm>
  );
}

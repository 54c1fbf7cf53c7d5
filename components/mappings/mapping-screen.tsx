"use client";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import type { SelectOption } from "@/components/ui/select";
import { gapsOf } from "@/lib/formats/mapped/gaps";
import { readMappingAction } from "@/lib/mappings/actions";
import { laidOver } from "@/lib/mappings/rules";
import type { MappingScreenView } from "@/lib/mappings/schema";
import { ColumnsCard } from "./columns-card";
import { ConstantsCard } from "./constants-card";
import { FoundCard } from "./found-card";
import { hasField } from "./mapping-edits";
import { MappingFileInput } from "./mapping-file";
import { PreviewCard } from "./preview-card";
import { SavedChoice } from "./saved-choice";
import { SignsCard } from "./signs-card";
import { useMapping } from "./use-mapping";
import { UseMapping } from "./use-mapping-form";
import { useMappingPreview } from "./use-mapping-preview";
import { WordsCard } from "./words-card";

export interface MappingScreenProps {
  view: MappingScreenView;
  zones: readonly SelectOption[];
  timeZone: string;
  locale: string;
}

/** Where a person says how a table of nobody's format is to be read. Everything is chosen as far as the file tells it by itself. */
export function MappingScreen({ view, zones, timeZone, locale }: MappingScreenProps) {
  const { analysis, fitting } = view;
  const { mapping, edit } = useMapping(view.mapping);
  // Fields that are typed into keep what is typed; another mapping is another set of them.
  const [taken, setTaken] = useState<{ count: number; note: string | null }>({ count: 0, note: null });
  const base = `/accounts/${view.accountId}/import/${view.importId}`;
  const gaps = gapsOf(mapping, analysis);
  const preview = useMappingPreview(`${base}/mapping/preview`, mapping);
  const take = (name: string, wanted: typeof mapping) => {
    const laid = laidOver(wanted, analysis);
    if (laid) edit(() => laid);
    setTaken(({ count }) => ({
      count: count + 1,
      note: laid ? null : `“${name}” reads columns that this file doesn’t have, so it was not taken.`,
    }));
  };
  return (
    // Whatever gets the focus comes to stand above the preview that sticks to the bottom.
    <div className="space-y-6 lg:[&_input]:scroll-mb-[45vh] lg:[&_select]:scroll-mb-[45vh]">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <p className="max-w-2xl text-muted">
          No format knows this file by itself. Check below how it is read: the preview at the end shows what becomes of its rows.
        </p>
        <div className="flex flex-wrap items-start gap-2">
          <SavedChoice fitting={fitting} onChoose={take} />
          <MappingFileInput label="Import mapping file" action={readMappingAction} onRead={({ name, mapping: read }) => take(name, read)} />
        </div>
      </div>
      {taken.note && <Alert tone="warning">{taken.note}</Alert>}
      <FoundCard analysis={analysis} mapping={mapping} edit={edit} base={base} />
      <ColumnsCard analysis={analysis} mapping={mapping} edit={edit} locale={locale} />
      <WordsCard key={`words-${taken.count}`} analysis={analysis} mapping={mapping} edit={edit} />
      <ConstantsCard key={`constants-${taken.count}`} analysis={analysis} mapping={mapping} edit={edit} zones={zones} />
      <SignsCard mapping={mapping} edit={edit} />
      <PreviewCard
        state={preview}
        hasOpenDates={gaps.some(({ at }) => at === "dates")}
        withAccount={hasField(mapping, "account")}
        timeZone={timeZone}
        locale={locale}
      />
      <UseMapping importId={view.importId} mapping={mapping} gaps={gaps} />
    </div>
  );
}

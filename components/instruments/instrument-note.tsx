import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextareaField } from "@/components/form/textarea-field";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { setNoteAction } from "@/lib/instruments/annotations/actions";
import { LONGEST_NOTE } from "@/lib/instruments/annotations/limits";

interface InstrumentNoteProps {
  instrumentId: string;
  note: string;
  /** ISO instant of its last change; null while there is none. */
  notedAt: string | null;
  locale: string;
  timeZone: string;
}

/** What a person wants to remember of an instrument. Saved where it is written. */
export function InstrumentNote({ instrumentId, note, notedAt, locale, timeZone }: InstrumentNoteProps) {
  return (
    <Card
      title="Notes"
      description={
        notedAt && (
          <>
            Changed <DateTime value={notedAt} locale={locale} timeZone={timeZone} />
          </>
        )
      }
    >
      <ActionForm action={setNoteAction} className="grid gap-3">
        <input type="hidden" name="instrumentId" value={instrumentId} />
        <TextareaField name="note" label="Note" optional rows={5} maxLength={LONGEST_NOTE} defaultValue={note} />
        <div>
          <SubmitButton variant="secondary" pendingText="Saving">
            Save note
          </SubmitButton>
        </div>
      </ActionForm>
    </Card>
  );
}

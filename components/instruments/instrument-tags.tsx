"use client";
import { useId } from "react";
import { ActionForm } from "@/components/form/action-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { useAction } from "@/components/form/use-action";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { addTagAction, removeTagAction } from "@/lib/instruments/annotations/actions";
import { LONGEST_TAG } from "@/lib/instruments/annotations/limits";

interface InstrumentTagsProps {
  instrumentId: string;
  tags: readonly string[];
  /** Tags in use elsewhere, offered while one is typed. */
  known: readonly string[];
}

/** A person's own words for an instrument; portfolios can be divided by them. */
export function InstrumentTags({ instrumentId, tags, known }: InstrumentTagsProps) {
  const list = useId();
  return (
    <Card title="Tags" description="Your own words for it. The allocation of a portfolio can be seen by tag.">
      {tags.length > 0 && (
        <ul aria-label="Tags" className="mb-4 flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <Tag key={tag} instrumentId={instrumentId} tag={tag} />
          ))}
        </ul>
      )}
      <ActionForm action={addTagAction} resetOnSuccess className="grid gap-3">
        <input type="hidden" name="instrumentId" value={instrumentId} />
        <div className="flex items-end gap-2">
          <TextField name="tag" label="Tag" maxLength={LONGEST_TAG} autoComplete="off" list={list} required className="min-w-0 flex-1" />
          <SubmitButton variant="secondary">Add tag</SubmitButton>
        </div>
        <datalist id={list}>
          {known
            .filter((each) => !tags.includes(each))
            .map((each) => (
              <option key={each} value={each} />
            ))}
        </datalist>
      </ActionForm>
    </Card>
  );
}

function Tag({ instrumentId, tag }: { instrumentId: string; tag: string }) {
  const { run, pending } = useAction(removeTagAction);
  return (
    <li className="inline-flex max-w-full items-center rounded-full bg-sunken pl-3 text-sm">
      <span className="truncate">{tag}</span>
      <button
        type="button"
        aria-label={`Remove tag ${tag}`}
        aria-disabled={pending}
        onClick={() => run({ instrumentId, tag })}
        className="grid size-8 shrink-0 place-items-center rounded-full text-muted hover:text-ink"
      >
        <Icon name="x" className="size-3.5" />
      </button>
    </li>
  );
}

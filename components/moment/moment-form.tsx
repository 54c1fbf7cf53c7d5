"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { describeControl, Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useCloseOverlay } from "@/components/ui/overlay-context";
import { isNow, type Moment, NOW } from "@/lib/moment/schema";
import { instantOf, wallTimeOf } from "@/lib/moment/wall-time";
import { useMoment } from "./use-moment";
import { useMomentAddress } from "./use-moment-address";

const AS_OF = { id: "moment-as-of", hint: "What was held and had happened by the end of this day, UTC." };
const KNOWN = { id: "moment-known", hint: "Only what had been recorded by then: before later imports, edits and deletions." };

/** Which moment to look at. Both left empty: now. */
export function MomentForm({ timeZone }: { timeZone: string }) {
  const moment = useMoment();
  const addressAt = useMomentAddress();
  const router = useRouter();
  const close = useCloseOverlay();
  const recordedAt = moment.known === null ? "" : wallTimeOf(moment.known, timeZone);
  const show = (at: Moment) => {
    router.push(addressAt(at) as Route);
    close?.();
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = String(form.get("known") ?? "");
    show({
      asOf: String(form.get("asOf") ?? "") || null,
      // The field has no fractions of a second; an untouched one keeps those of the address.
      known: typed === recordedAt ? moment.known : instantOf(typed, timeZone),
    });
  };
  return (
    <form className="space-y-4" onSubmit={submit}>
      <Field id={AS_OF.id} label="As of" hint={AS_OF.hint}>
        <Input {...describeControl(AS_OF.id, AS_OF)} type="date" name="asOf" defaultValue={moment.asOf ?? ""} max={dayOf(new Date())} />
      </Field>
      <Field id={KNOWN.id} label="As recorded at" hint={`${KNOWN.hint} Your time (${timeZone}).`}>
        <Input {...describeControl(KNOWN.id, KNOWN)} type="datetime-local" step={1} name="known" defaultValue={recordedAt} />
      </Field>
      <div className="flex justify-end gap-2">
        {!isNow(moment) && (
          <Button variant="secondary" onClick={() => show(NOW)}>
            Back to now
          </Button>
        )}
        <Button type="submit" variant="primary">
          Show
        </Button>
      </div>
    </form>
  );
}

const dayOf = (date: Date) => date.toISOString().slice(0, 10);

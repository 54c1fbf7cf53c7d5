import type { Route } from "next";
import Form from "next/form";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { ActivityFilter } from "@/lib/audit/schema";
import { ACTIVITY_KINDS } from "@/lib/audit/words";

const OPTIONS = Object.entries(ACTIVITY_KINDS).map(([value, label]) => ({ value, label }));

/** Which part of what happened is wanted. The address says it, so that it can be kept and sent. */
export function ActivityFilterForm({ filter }: { filter: ActivityFilter }) {
  const isNarrowed = filter.kind !== null || filter.from !== null || filter.to !== null;
  return (
    <Form key={JSON.stringify(filter)} action="/settings/activity" className="flex flex-wrap items-end gap-3">
      <Field id="activity-kind" label="Kind" className="w-full sm:w-64">
        <Select
          id="activity-kind"
          name="kind"
          defaultValue={filter.kind ?? ""}
          options={[{ value: "", label: "Everything" }, ...OPTIONS]}
        />
      </Field>
      <Field id="activity-from" label="From" className="min-w-36 flex-1 sm:flex-none">
        <Input id="activity-from" type="date" name="from" defaultValue={filter.from ?? ""} />
      </Field>
      <Field id="activity-to" label="To" className="min-w-36 flex-1 sm:flex-none">
        <Input id="activity-to" type="date" name="to" defaultValue={filter.to ?? ""} />
      </Field>
      <Button type="submit" variant="secondary">
        Show
      </Button>
      {isNarrowed ? (
        <Link href={"/settings/activity" as Route} className="py-2 text-link">
          Show everything
        </Link>
      ) : null}
    </Form>
  );
}

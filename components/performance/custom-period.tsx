"use client";
import type { Route } from "next";
import Form from "next/form";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { DayRange } from "@/lib/engine/returns/periods";

interface CustomPeriodProps {
  path: string;
  /** What else is in the address. */
  kept: readonly [string, string][];
  range: DayRange;
}

/** The two days of a period of one's own. */
export function CustomPeriod({ path, kept, range }: CustomPeriodProps) {
  const id = useId();
  return (
    <Form action={path as Route} scroll={false} className="grid gap-4">
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="period" value="custom" />
      <div className="grid grid-cols-2 gap-3">
        <Field id={`${id}-from`} label="From">
          <Input id={`${id}-from`} type="date" name="from" defaultValue={range.from} required />
        </Field>
        <Field id={`${id}-to`} label="To">
          <Input id={`${id}-to`} type="date" name="to" defaultValue={range.to} required />
        </Field>
      </div>
      <Button type="submit" variant="primary">
        Show
      </Button>
    </Form>
  );
}

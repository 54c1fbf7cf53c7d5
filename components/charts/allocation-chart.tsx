"use client";
import { useState } from "react";
import { Explained } from "@/components/explain/explained";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { Money } from "@/components/ui/money";
import { formatAmount, formatPercent } from "@/components/ui/number-format";
import type { ExplainSubject } from "@/lib/explain/schema";
import { add, decimal, multiply, ZERO } from "@/lib/money/decimal";
import type { AllocationBy, AllocationSlice } from "@/lib/performance/schema";
import { AllocationList } from "./allocation-list";
import { ALLOCATION_LABELS, describeAllocation, sliceColor } from "./allocation-words";
import { ChartCard } from "./chart-card";
import { Donut } from "./donut";
import { PlainTable } from "./plain-table";
import { SliceFigure } from "./slice-figure";
import { Treemap } from "./treemap";

const HUNDRED = decimal("100");
/** A ring with more pieces than this can't be read; then it is a map. */
const RING = 8;

interface AllocationChartProps {
  portfolioId: string;
  allocation: Readonly<Record<AllocationBy, readonly AllocationSlice[]>>;
  currency: string;
  locale: string;
}

/** Where the money is, in five ways: as a ring where the pieces are few, else as a map, each to be opened down to the instruments. */
export function AllocationChart({ portfolioId, allocation, currency, locale }: AllocationChartProps) {
  const [by, setBy] = useState<AllocationBy>("assetType");
  const [openKey, setOpenKey] = useState<string | null>(null);
  const ways = (Object.keys(ALLOCATION_LABELS) as AllocationBy[]).filter((way) => allocation[way].length > 0);
  const all = allocation[by];
  const opened = all.find(({ key }) => key === openKey);
  const slices = opened?.children ?? all;
  const percent = (slice: AllocationSlice) => formatPercent(multiply(slice.share, HUNDRED), { locale });
  const amount = (slice: AllocationSlice) => formatAmount(slice.value, currency, { locale });
  const subjectOf = ({ key }: AllocationSlice): ExplainSubject =>
    opened ? { portfolio: portfolioId, by, slice: opened.key, instrument: key } : { portfolio: portfolioId, by, slice: key };
  return (
    <ChartCard
      title="Allocation"
      summary={describeAllocation(slices, opened?.label ?? ALLOCATION_LABELS[by], percent)}
      head={
        ways.length > 0 && (
          <>
            <Ways ways={ways} by={by} onChoose={(way) => [setBy(way), setOpenKey(null)]} />
            {opened && <Trail by={by} opened={opened} onBack={() => setOpenKey(null)} />}
          </>
        )
      }
      table={() => (
        <PlainTable
          label={`Allocation by ${ALLOCATION_LABELS[by].toLowerCase()}`}
          columns={[
            { label: ALLOCATION_LABELS[opened ? "instrument" : by] },
            { label: "Value", numeric: true },
            { label: "Share", numeric: true },
          ]}
          rows={slices.map((slice) => ({
            key: slice.key,
            cells: [
              slice.label,
              <SliceFigure key="value" of="value" slice={slice} subject={subjectOf(slice)}>
                <Money value={slice.value} currency={currency} locale={locale} />
              </SliceFigure>,
              <SliceFigure key="share" of="share" slice={slice} subject={subjectOf(slice)}>
                {percent(slice)}
              </SliceFigure>,
            ],
          }))}
        />
      )}
    >
      {slices.length === 0 ? (
        <p className="py-8 text-center text-muted">Nothing here has a value yet.</p>
      ) : (
        <Picture
          key={`${by} ${openKey}`}
          {...{ portfolioId, by, slices, all, opened, currency, locale, percent, amount, subjectOf }}
          onOpen={({ key }) => setOpenKey(key)}
        />
      )}
    </ChartCard>
  );
}

interface PictureProps extends Pick<AllocationChartProps, "portfolioId" | "currency" | "locale"> {
  by: AllocationBy;
  slices: readonly AllocationSlice[];
  all: readonly AllocationSlice[];
  opened: AllocationSlice | undefined;
  percent: (slice: AllocationSlice) => string;
  amount: (slice: AllocationSlice) => string;
  subjectOf: (slice: AllocationSlice) => ExplainSubject;
  onOpen: (slice: AllocationSlice) => void;
}

function Picture({ portfolioId, by, slices, all, opened, currency, locale, percent, amount, subjectOf, onOpen }: PictureProps) {
  const [current, setCurrent] = useState<string | null>(null);
  if (slices.length > RING || opened)
    return (
      <Treemap
        label={opened?.label ?? "Allocation"}
        slices={slices}
        colorOf={(_, index) => (opened ? sliceColor(all.indexOf(opened)) : sliceColor(index))}
        onOpen={onOpen}
        describe={(slice) => ({ share: percent(slice), value: amount(slice) })}
      />
    );
  const pointed = slices.find(({ key }) => key === current);
  const total = (
    <Explained figure="slice-total" subject={{ portfolio: portfolioId, by }} label="total of the allocation">
      {formatAmount(add(ZERO, ...slices.map(({ value }) => value)), currency, { locale })}
    </Explained>
  );
  return (
    <div className="grid items-center gap-5 sm:grid-cols-[minmax(9rem,13rem)_minmax(0,1fr)]">
      <Donut
        slices={slices}
        colorOf={sliceColor}
        current={current}
        onPoint={setCurrent}
        label={pointed?.label ?? "Total"}
        value={pointed ? percent(pointed) : total}
      />
      <AllocationList {...{ slices, current, percent, amount, subjectOf, onOpen }} onPoint={setCurrent} />
    </div>
  );
}

function Ways({ ways, by, onChoose }: { ways: readonly AllocationBy[]; by: AllocationBy; onChoose: (way: AllocationBy) => void }) {
  return (
    <fieldset className="mb-4 flex flex-wrap gap-1">
      <legend className="sr-only">Allocation by</legend>
      {ways.map((way) => (
        <Button
          key={way}
          variant="ghost"
          size="sm"
          aria-pressed={way === by}
          onClick={() => onChoose(way)}
          className={cx(way === by ? "bg-accent-wash text-accent-ink" : "text-muted")}
        >
          {ALLOCATION_LABELS[way]}
        </Button>
      ))}
    </fieldset>
  );
}

function Trail({ by, opened, onBack }: { by: AllocationBy; opened: AllocationSlice; onBack: () => void }) {
  return (
    <p className="mb-2 flex flex-wrap items-center gap-1 text-xs">
      <button type="button" onClick={onBack} className="min-h-6 text-link">
        All by {ALLOCATION_LABELS[by].toLowerCase()}
      </button>
      <Icon name="chevron-right" className="size-3.5 text-muted" />
      <span className="font-medium">{opened.label}</span>
    </p>
  );
}

import type { Route } from "next";
import Link from "next/link";
import { Explained } from "@/components/explain/explained";
import { Card } from "@/components/ui/card";
import { DateTime } from "@/components/ui/date-time";
import { KeyValue, type KeyValueItem } from "@/components/ui/key-value";
import { Money, Quantity } from "@/components/ui/money";
import type { TransactionDraft } from "@/lib/formats/types";
import { assetTypeLabel } from "@/lib/instruments/asset-types";
import type { Charge } from "@/lib/transactions/schema";
import { isTradeType, TRADE_TYPES } from "@/lib/transactions/trade-types";
import { metaFacts } from "./meta-facts";
import { TradeTypeLabel } from "./trade-type-label";

interface TransactionFactsProps {
  id: string;
  draft: TransactionDraft;
  instrument: { id: string; symbol: string } | null;
  locale: string;
  timeZone: string;
}

/** The columns of a row, and what it knows beyond them. */
export function TransactionFacts({ id, draft, instrument, locale, timeZone }: TransactionFactsProps) {
  const { meta, currency } = draft;
  const text = (label: string, value: string | undefined): KeyValueItem[] => (value ? [{ label, value }] : []);
  const items: KeyValueItem[] = [
    { label: "Type", value: <TradeTypeLabel tradeType={draft.tradeType} label={tradeTypeLabel(draft.tradeType)} /> },
    { label: "Date", value: <DateTime value={draft.tradeTime} dateOnly={meta.dateOnly} timeZone={timeZone} locale={locale} /> },
    { label: "Symbol", value: draft.symbol },
    ...(instrument ? [{ label: "Instrument", value: <InstrumentLink {...instrument} /> }] : []),
    ...text("Name", meta.instrument?.name),
    ...text("ISIN", meta.instrument?.isin),
    { label: "Asset type", value: assetTypeLabel(draft.assetType) },
    { label: "Quantity", value: <Quantity value={draft.quantity} signed locale={locale} /> },
    {
      label: "Price",
      value:
        meta.priceUnit === "percent" ? (
          `${draft.price} percent`
        ) : (
          <Money value={draft.price} currency={currency} kind="price" locale={locale} />
        ),
    },
    ...text("Multiplier", meta.multiplier),
    ...charges("Fee", meta.fees, locale),
    ...charges("Tax", meta.taxes, locale),
    {
      label: "Amount",
      value: (
        <Explained figure="net-amount" subject={{ transaction: id }} label="Amount">
          <Money value={meta.netAmount} currency={currency} signed locale={locale} className="font-medium" />
        </Explained>
      ),
    },
    ...text("Note", meta.note),
    ...text("Reason", meta.reason),
    { label: "Source", value: meta.source },
  ];
  const more = metaFacts(meta);
  return (
    <>
      <Card title="Details">
        <KeyValue items={items} />
      </Card>
      {more.length > 0 && (
        <Card title="Also known">
          <KeyValue items={more} />
        </Card>
      )}
      {meta.raw && <RawSource raw={meta.raw} />}
    </>
  );
}

const tradeTypeLabel = (tradeType: string) => (isTradeType(tradeType) ? TRADE_TYPES[tradeType].label : undefined);

function InstrumentLink({ id, symbol }: { id: string; symbol: string }) {
  return (
    <Link href={`/instruments/${id}` as Route} className="text-link">
      {symbol} in all accounts
    </Link>
  );
}

const charges = (label: string, list: readonly Charge[] | undefined, locale: string): KeyValueItem[] =>
  (list ?? []).map(({ type, amount, currency }, index) => ({
    label: `${label}${(list?.length ?? 0) > 1 ? ` ${index + 1}` : ""}: ${type.replaceAll("_", " ")}`,
    value: <Money value={amount} currency={currency} locale={locale} />,
  }));

/** The fields of the file or the broker's answer, letter for letter. */
function RawSource({ raw }: { raw: Readonly<Record<string, string>> }) {
  return (
    <Card title="As the source has it" description="The original fields, unchanged.">
      <details>
        <summary className="font-medium">Show {Object.keys(raw).length} fields</summary>
        <KeyValue
          className="mt-3"
          items={Object.entries(raw).map(([label, value]) => ({ label, value: <code className="break-all">{value}</code> }))}
        />
      </details>
    </Card>
  );
}

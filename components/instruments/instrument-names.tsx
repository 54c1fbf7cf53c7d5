import { Card } from "@/components/ui/card";
import { formatDateTime } from "@/components/ui/date-format";
import { Icon } from "@/components/ui/icon";
import { ALIAS_KIND_LABELS, aliasKindLabel } from "@/lib/instruments/alias-kinds";
import { type AliasView, type InstrumentDetail, TYPED_KINDS } from "@/lib/instruments/schema";
import { AddAlias } from "./add-alias";
import { RemoveAlias } from "./remove-alias";

const KINDS = TYPED_KINDS.map((kind) => ({ value: kind, label: ALIAS_KIND_LABELS[kind] ?? kind }));

/** All names that it goes by, and where each comes from. */
export function InstrumentNames({ instrument: { id, aliases, currency }, locale }: { instrument: InstrumentDetail; locale: string }) {
  return (
    <Card
      title="Names"
      description="By any of these a row finds its way here."
      actions={<AddAlias id={id} kinds={KINDS} currency={currency} />}
      flush
    >
      <ul className="divide-y divide-line" aria-label="Names">
        {aliases.map((alias) => (
          <Name key={alias.id} alias={alias} locale={locale} />
        ))}
      </ul>
    </Card>
  );
}

function Name({ alias: { id, kind, value, source, validFrom, warning }, locale }: { alias: AliasView; locale: string }) {
  const since = validFrom && formatDateTime(`${validFrom}T00:00:00Z`, { dateOnly: true, locale });
  return (
    <li className="flex items-start justify-between gap-3 py-2 pr-2 pl-4 md:pl-5">
      <div className="min-w-0 py-1">
        <p className="tabular font-medium break-words">
          <span className="mr-2 font-normal text-muted">{aliasKindLabel(kind)}</span>
          {value}
        </p>
        <p className="text-xs text-muted">
          {source}
          {since && ` · from ${since} on`}
        </p>
        {warning && (
          <p className="mt-1 flex items-start gap-1.5 text-xs text-warning">
            <Icon name="triangle-alert" className="mt-0.5 size-3.5 shrink-0" />
            {warning}
          </p>
        )}
      </div>
      <RemoveAlias id={id} name={`${aliasKindLabel(kind)} ${value}`} />
    </li>
  );
}

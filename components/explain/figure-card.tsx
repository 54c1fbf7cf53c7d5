import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import type { Derivation } from "@/lib/explain/schema";
import { MeasureValue } from "./measure-value";

interface FigureCardProps {
  title: string;
  /** As of when, in words. */
  description?: ReactNode;
  derivation: Derivation;
  locale: string;
  children?: ReactNode;
}

/** A figure with its formula, in words and in numbers. */
export function FigureCard({ title, description, derivation, locale, children }: FigureCardProps) {
  const { figure, reason, formula, substituted, notes } = derivation;
  return (
    <Card title={title} description={description} className="space-y-3">
      <p className="tabular text-2xl font-semibold tracking-tight break-words *:whitespace-normal">
        <MeasureValue measure={figure} reason={reason ?? undefined} locale={locale} />
      </p>
      {reason && <p>{reason}</p>}
      {formula && (
        <dl className="space-y-2">
          <div>
            <dt className="text-xs font-medium text-muted">Formula</dt>
            <dd>{formula}</dd>
          </div>
          {substituted && (
            <div>
              <dt className="text-xs font-medium text-muted">In numbers</dt>
              <dd className="tabular break-words">{substituted}</dd>
            </div>
          )}
        </dl>
      )}
      {notes.map((note) => (
        <p key={note} className="text-muted">
          {note}
        </p>
      ))}
      {children}
    </Card>
  );
}

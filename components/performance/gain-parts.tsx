import { Card } from "@/components/ui/card";
import type { PerformanceView } from "@/lib/performance/schema";
import { ExplainLink } from "./explain-link";
import { FigureValue } from "./figure-value";

const PARTS = [
  { key: "price", label: "Price changes", operator: "" },
  { key: "income", label: "Dividends and interest", operator: "+" },
  { key: "charges", label: "Charges", operator: "−" },
  { key: "fx", label: "Exchange rates", operator: "+" },
] as const;

/** The gain of the period as a sum that can be checked by eye. */
export function GainParts({ view, locale }: { view: PerformanceView; locale: string }) {
  const shown = { currency: view.baseCurrency, locale };
  return (
    <Card title="Where the gain comes from" flush>
      <table className="w-full" aria-label="Parts of the gain">
        <tbody className="divide-y divide-line">
          {PARTS.map(({ key, label, operator }) => (
            <tr key={key}>
              <th scope="row" className="px-4 py-2 text-left font-normal md:px-5">
                <span className="tabular inline-block w-4 text-muted">{operator}</span>
                {label}
              </th>
              <td className="py-2 text-right">
                <FigureValue figure={view[key]} kind={key === "charges" || key === "income" ? "amount" : "gain"} {...shown} />
              </td>
              <td className="w-10 py-1 pr-3">{view[key].href && <ExplainLink href={view[key].href} label={label} />}</td>
            </tr>
          ))}
        </tbody>
        <tfoot className="border-t border-control font-semibold">
          <tr>
            <th scope="row" className="px-4 py-2.5 text-left md:px-5">
              <span className="tabular inline-block w-4 text-muted">=</span>
              Gain
            </th>
            <td className="py-2.5 text-right">
              <FigureValue figure={view.gain} kind="gain" {...shown} />
            </td>
            <td className="w-10 py-1 pr-3">{view.gain.href && <ExplainLink href={view.gain.href} label="Gain" />}</td>
          </tr>
        </tfoot>
      </table>
    </Card>
  );
}

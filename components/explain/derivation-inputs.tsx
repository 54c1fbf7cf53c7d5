import type { Route } from "next";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import type { Derivation } from "@/lib/explain/schema";
import { MeasureValue } from "./measure-value";

/** The numbers that a figure is made of, each with where it is from. Of many, the first ones and the way to all. */
export function DerivationInputs({ derivation, locale }: { derivation: Derivation; locale: string }) {
  const { inputs, inputCount, allInputs } = derivation;
  if (inputs.length === 0) return null;
  const isCut = inputs.length < inputCount;
  return (
    <Card
      title="Made of"
      flush
      actions={
        allInputs && (
          <Link href={allInputs as Route} className="text-link">
            {isCut ? `All ${inputCount.toLocaleString(locale)}` : "See them in place"}
          </Link>
        )
      }
    >
      <table className="w-full">
        <thead className="sr-only">
          <tr>
            <th scope="col">Number</th>
            <th scope="col">Amount</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {inputs.map(({ label, source, href, ...measure }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and equal rows may be in it twice
            <tr key={index}>
              <th scope="row" className="w-full max-w-0 px-4 py-2.5 text-left align-top font-normal md:px-5">
                {href ? (
                  <Link href={href as Route} prefetch={false} className="font-medium break-words hover:underline">
                    {label}
                  </Link>
                ) : (
                  <span className="font-medium break-words">{label}</span>
                )}
                <span className="block text-xs break-words text-muted">{source}</span>
              </th>
              <td className="tabular py-2.5 pr-4 text-right align-top whitespace-nowrap md:pr-5">
                <MeasureValue measure={measure} locale={locale} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {isCut && (
        <p className="border-t border-line px-4 py-2.5 text-muted md:px-5">
          The first {inputs.length.toLocaleString(locale)} of {inputCount.toLocaleString(locale)}.
        </p>
      )}
    </Card>
  );
}

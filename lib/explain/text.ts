import type { Derivation, Explanation } from "./schema";
import { measure, when } from "./words";

/** A derivation as plain text, for a letter or a file. */
export function derivationText(derivation: Derivation, { asOf, known }: Explanation["request"], filedAt: string): string {
  const { title, figure, reason, formula, substituted, inputs, inputCount, notes } = derivation;
  const more = inputCount - inputs.length;
  const lines = [
    `${title}: ${figure.amount === null ? `not available. ${reason ?? ""}`.trim() : measure(figure)}`,
    `${asOf === null ? "" : `At the end of ${asOf}. `}As recorded at ${when(known ?? filedAt, false)}.`,
    ...(formula ? ["", `Formula: ${formula}`] : []),
    ...(substituted ? [substituted] : []),
    ...(inputs.length > 0 ? ["", "Made of:"] : []),
    ...inputs.map((input) => `- ${input.label}: ${measure(input)}. ${input.source}`),
    ...(more > 0 ? [`- and ${more.toLocaleString("en")} more`] : []),
    ...(notes.length > 0 ? ["", ...notes.map((note) => `Note: ${note}`)] : []),
  ];
  return lines.join("\n");
}

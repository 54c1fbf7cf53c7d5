import fc from "fast-check";
import { expect, it } from "vitest";
import { add, type DecimalString, decimal, negate, ZERO } from "@/lib/money/decimal";
import { anyDecimal, anyDraft } from "@/test/factories";
import { amountOf, type Evidence } from "./case";
import { ACME, CASH, caseOf, line, row } from "./causes/arrange";
import { effectsOf } from "./plan";
import { causesOf } from "./rules";
import type { Subject } from "./schema";

/** Quantities as ledgers have them, and as nobody expects them: whole, forty digits long, or a millionth of a millionth. */
const anyQuantity: fc.Arbitrary<DecimalString> = fc.oneof(
  fc.integer({ min: -60, max: 60 }).map((whole) => decimal(String(whole))),
  anyDecimal({ wholeDigits: 12, places: 18 }),
  fc.constantFrom("0.000000000000000001", "-0.000000000000000001", "1000000000000").map(decimal),
);

const anyRow: fc.Arbitrary<Evidence> = fc
  .tuple(anyDraft, anyQuantity, fc.boolean())
  .map(([draft, quantity, ofAcme]) => ({ ...row(), subject: ofAcme ? "1" : null, draft: { ...draft, currency: "EUR", quantity } }));

const held = (rows: readonly Evidence[], subject: Subject) => add(ZERO, ...rows.map((each) => amountOf(each, subject)));

it("every fix of every cause leaves nothing of its own difference, whatever is in the ledger", () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 12 }), anyQuantity, anyQuantity, fc.boolean(), (all, units, cash, isCash) => {
      const rows = [...all].sort((a, b) => (a.draft.tradeTime < b.draft.tradeTime ? -1 : 1));
      const lines = [line(ACME, held(rows, ACME), units), line(CASH, held(rows, CASH), cash)];
      const differing = isCash ? lines[1] : lines[0];
      if (!differing) throw new Error("there are two lines");
      const elsewhere = [
        { accountId: "9", accountName: "Other", difference: negate(differing.difference), asOf: "2025-01-31T00:00:00.000Z" },
      ];
      const input = caseOf(differing, rows, { lines, elsewhere, later: rows.slice(0, 3), deleted: rows.slice(3, 5) });
      for (const { kind, sentence, plan } of causesOf(input)) {
        expect(sentence, kind).not.toMatch(/NaN|undefined|null|Infinity/);
        const effects = plan ? effectsOf(plan.changes, lines, input.accountId) : [];
        if (plan) expect(effects.find(({ key }) => key === differing.subject.key)?.after, kind).toBe(ZERO);
      }
    }),
    { numRuns: 400 },
  );
});

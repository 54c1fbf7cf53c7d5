import type { ToldLine } from "../ibkr-flex/lines";
import type { About } from "./about";
import { instrumentAttributes } from "./instrument";
import { type Row, type StatementLine, skippedLine } from "./lines";
import type { SectionKind } from "./section-names";

/** The types of Flex's cash transactions, by the section that lists them here. */
const TYPES: Readonly<Partial<Record<SectionKind, string>>> = {
  dividends: "Dividends",
  inLieu: "Payment In Lieu Of Dividends",
  withholding: "Withholding Tax",
  interest: "Broker Interest Received",
  bondInterest: "Bond Interest Received",
  fees: "Other Fees",
  commissionAdjustments: "Commission Adjustments",
  transactionFees: "Other Fees",
  deposits: "Deposits/Withdrawals",
};

export const isCashSection = (kind: SectionKind | null): boolean => kind !== null && kind in TYPES;

/** `VT(US9220427424) Cash Dividend …`: whose payment it is. Class shares have a space in their symbol. */
const PAYER = /^([A-Z0-9][A-Z0-9.]*(?: [A-Z0-9.]{1,5})?)\s*\(([A-Z0-9]{6,14})\)/;
const IN_LIEU = /in lieu of dividend|anstelle|en lugar de dividend|tenant lieu|взамен|代替/i;
const RETURN_OF_CAPITAL =
  /return of capital|kapitalrückzahlung|remboursement de capital|retorno de capital|devolución de capital|возврат капитала|资本返还/i;
const ADVISOR = /advisor|wealth management fee/i;

/** A payment of or to the account, in the words of a Flex cash transaction. */
export function tellCash(told: StatementLine & { row: Row }, about: About): ToldLine {
  const { row, line, raw, section, kind } = told;
  const written = row.text("currency");
  const dated = row.has("settleDate") ? "settleDate" : row.has("dateTime") ? "dateTime" : "date";
  // Totals stand among the data: their label is where a row has its currency, and they have no day.
  if (!/^[A-Z]{3}$/.test(written) && (!row.has(dated) || /^(?:total|gesamt|summe|totale|всего|итого|总|總)/i.test(written)))
    return skippedLine(told, "A total of the section; its lines are the rows.");
  if (kind === "transactionFees" && about.hasTrades)
    return skippedLine(told, "A part of the commission (Comm/Fee) of its trade, which is listed under Trades.");

  const currency = row.currency("currency");
  const amount = row.requiredValue("amount");
  const time = row.time(dated);
  if (!time || !currency || amount === null || row.isRefused) return row.refusal();
  const description = row.text("description");
  const [, symbol = "", security = ""] = PAYER.exec(description) ?? [];
  const named = symbol || row.text("symbol");
  const isin = /^[A-Z]{2}[A-Z0-9]{9}\d$/.test(security) ? security : "";
  const hasPayer = named !== "" && kind !== "deposits" && kind !== "interest";
  return {
    line,
    section: "CashTransactions",
    name: "CashTransaction",
    attributes: {
      ...(hasPayer ? instrumentAttributes(about, named, row.text("category"), isin) : {}),
      currency: written || currency.currency,
      dateTime: row.date(dated) ?? "",
      amount,
      type: typeOf(kind, description, row.text("subtitle")),
      // Flex's reader knows a return of capital by its English name.
      description:
        RETURN_OF_CAPITAL.test(description) && !/return of capital/i.test(description) ? `${description} (Return of Capital)` : description,
    },
    raw,
    rawType: [section, row.text("subtitle")].filter(Boolean).join(": "),
  };
}

function typeOf(kind: SectionKind | null, description: string, subtitle: string): string {
  if (kind === "dividends" && IN_LIEU.test(description)) return "Payment In Lieu Of Dividends";
  if (kind === "fees" && ADVISOR.test(`${subtitle} ${description}`)) return "Advisor Fees";
  return (kind && TYPES[kind]) ?? "";
}

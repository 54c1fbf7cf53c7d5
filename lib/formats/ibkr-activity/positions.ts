import type { ToldLine } from "../ibkr-flex/lines";
import type { About } from "./about";
import { instrumentAttributes } from "./instrument";
import { type Row, type StatementLine, skippedLine } from "./lines";

type DataLine = StatementLine & { row: Row };

const LOT = /^(?:lot|批)/i;

/** A position at the end of the statement's period. */
export function tellPosition(told: DataLine, about: About): ToldLine {
  const { row, line, raw } = told;
  if (LOT.test(row.text("discriminator"))) return skippedLine(told, "A tax lot; the position that it is a part of has a line of its own.");
  const category = row.text("category");
  const symbol = row.requiredText("symbol", "A symbol.");
  const attributes = instrumentAttributes(about, symbol, category);
  if (attributes.assetCategory === "CASH") return skippedLine(told, "A currency balance; the Cash Report lists it too.");
  const quantity = row.requiredValue("quantity");
  const multiplier = row.value("mult");
  const [costPrice, costBasis, closePrice, value] = [
    row.value("costPrice"),
    row.value("costBasis"),
    row.value("closePrice"),
    row.value("value"),
  ];
  if (row.isRefused || quantity === null) return row.refusal();
  return {
    line,
    section: "OpenPositions",
    name: "OpenPosition",
    attributes: {
      ...attributes,
      ...(multiplier === null ? {} : { multiplier }),
      currency: row.text("currency"),
      position: quantity,
      ...(costPrice === null ? {} : { costBasisPrice: costPrice }),
      ...(costBasis === null ? {} : { costBasisMoney: costBasis }),
      ...(closePrice === null ? {} : { markPrice: closePrice }),
      ...(value === null ? {} : { positionValue: value }),
      ...(about.to ? { reportDate: about.to } : {}),
      levelOfDetail: "SUMMARY",
    },
    raw,
  };
}

/** The line of the cash report that says what is left; the settled part of it is another. */
const ENDING =
  /^(?:ending cash|endbarsaldo|endsaldo|schlusssaldo|barmittel am ende|solde de clôture|liquidités (?:finales|de fin)|trésorerie (?:finale|de fin)|efectivo final|saldo final|efectivo de cierre|конечн\S* (?:денежн|сумм|остат|баланс|средств)|期末现金|结束现金|最终现金|结算现金余额|liquidità finale|saldo di chiusura|caixa final)/i;
const SETTLED = /settled|abgewickelt|abgerechnet|réglé|liquidad|рассчитан|урегулир|已结算|regolat/i;

/** A line of the cash report: the balance of one currency, or how it came about. */
export function tellCashReport(told: DataLine, about: About): ToldLine {
  const { row, line, raw } = told;
  const label = row.text("label");
  const currency = row.text("currency");
  if (!ENDING.test(label) || SETTLED.test(label))
    return skippedLine(told, "A part of the cash report; the balance at the end has a line of its own.");
  if (!/^[A-Z]{3}$/.test(currency))
    return skippedLine(told, "The total of all currencies in the base currency; each currency has its own line.");
  const balance = row.requiredValue("total");
  if (row.isRefused || balance === null) return row.refusal();
  return {
    line,
    section: "CashReport",
    name: "CashReportCurrency",
    attributes: { currency, endingCash: balance, ...(about.to ? { toDate: about.to } : {}) },
    raw,
  };
}

import { sign } from "@/lib/money/decimal";
import type { ToldLine } from "../ibkr-flex/lines";
import type { About } from "./about";
import { instrumentAttributes } from "./instrument";
import { type Row, type StatementLine, skippedLine } from "./lines";

type DataLine = StatementLine & { row: Row };

const isTotal = (row: Row) => !/^[A-Z]{3}$/.test(row.text("currency"));

/** `… (GCM, GRAN COLOMBIA GOLD CORP, CA38501D2041)`: the instrument of this leg of the action. */
const LEG = /\(([^(),]+),.*,\s*([A-Z0-9]{6,14})\)\s*$/;
/** `AAPL(US0378331005) Split 4 for 1 …`: the instrument that acts, where the leg isn't named. */
const ACTOR = /^([^\s(]+(?: [A-Z0-9.]{1,5})?)\s*\(([A-Z0-9]{6,14})\)/;

/** One leg of a corporate action. Proceeds are the cash of it; the value only says what the units were worth. */
export function tellCorporateAction(told: DataLine, about: About): ToldLine {
  const { row, line, raw, section } = told;
  if (isTotal(row)) return skippedLine(told, "A total of the section; its lines are the rows.");
  const description = row.requiredText("description", "What happened.");
  const dated = row.has("dateTime") ? "dateTime" : row.has("reportDate") ? "reportDate" : "date";
  row.time(dated);
  const quantity = row.value("quantity") ?? (row.has("amount") ? row.value("amount") : null);
  const proceeds = row.value("proceeds");
  const realized = row.value("realized");
  if (row.isRefused) return row.refusal();
  const [, symbol = "", security = ""] = LEG.exec(description) ?? ACTOR.exec(description) ?? [];
  const isin = /^[A-Z]{2}[A-Z0-9]{9}\d$/.test(security) ? security : "";
  const named = symbol.trim() || row.text("symbol") || /^\S+/.exec(description)?.[0] || "";
  return {
    line,
    section: "CorporateActions",
    name: "CorporateAction",
    attributes: {
      ...instrumentAttributes(about, named, row.text("category"), isin),
      currency: row.text("currency"),
      dateTime: row.text(dated),
      quantity: quantity ?? "0",
      proceeds: proceeds ?? "0",
      ...(realized === null || sign(realized) === 0 ? {} : { fifoPnlRealized: realized }),
      actionDescription: description,
    },
    raw,
    rawType: section,
    ...(quantity === null ? { doubts: ["The line says nothing of units."] } : {}),
  };
}

const INCOMING = /^(?:in|ein|eingehend|entrant|entrée|entrante|entrada|вход|входящ|转入|入)/i;
const OUTGOING = /^(?:out|aus|ausgehend|sortant|sortie|saliente|salida|исход|вывод|转出|出|uscita|saída)/i;

/** Units or cash that came from another account or went to one. */
export function tellTransfer(told: DataLine, about: About): ToldLine {
  const { row, line, raw, section } = told;
  if (isTotal(row)) return skippedLine(told, "A total of the section; its lines are the rows.");
  row.time(row.has("dateTime") ? "dateTime" : "date");
  const quantity = row.value("quantity");
  const cash = row.value("cashAmount");
  const value = row.value("marketValue");
  const price = row.value("transferPrice");
  if (row.isRefused) return row.refusal();
  const [written, symbol] = [row.text("direction"), row.has("symbol") ? row.text("symbol") : ""];
  const direction = INCOMING.test(written) ? "IN" : OUTGOING.test(written) ? "OUT" : "";
  return {
    line,
    section: "Transfers",
    name: "Transfer",
    attributes: {
      ...(symbol ? instrumentAttributes(about, symbol, row.text("category")) : {}),
      currency: row.text("currency"),
      date: row.text(row.has("dateTime") ? "dateTime" : "date"),
      ...(quantity === null || !symbol ? {} : { quantity }),
      ...(cash === null ? {} : { cashTransfer: cash }),
      ...(value === null ? {} : { positionAmount: value }),
      ...(price === null ? {} : { transferPrice: price }),
      // The sign of the units says it too, where the word isn't known.
      direction: direction || (quantity !== null && sign(quantity) < 0 ? "OUT" : "IN"),
      type: row.text("type"),
      company: row.text("company"),
      account: row.text("counterAccount"),
    },
    raw,
    rawType: [section, row.text("type")].filter(Boolean).join(": "),
  };
}

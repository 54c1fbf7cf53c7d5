import type { BrokerPage } from "../connector";
import type { CredentialField } from "../manifest";
import { type ReadPage, readAnswer } from "../pages";

/**
 * The money that a person mostly trades in. Rows that tell no money (a delivery, a reward) are counted in what their coin was traded for, as far
 * as a sync shows it; otherwise in this one, because a guess would differ from sync to sync, and a coin would become two positions.
 */
export function mainCurrencyField(options: readonly string[]): CredentialField {
  return {
    name: "currency",
    label: "Main currency",
    help: "What you mostly buy and sell coins for. Deliveries and rewards, which have no price, are counted in it.",
    secret: false,
    pattern: /^[A-Z]{3,5}$/,
    expected: "Expected a currency such as EUR.",
    optional: true,
    options: Object.fromEntries(options.map((code) => [code, code])),
  };
}

const STREAM = "main currency";

/** Kept with the answers, because they are read without the credentials. */
export function currencyPage(secrets: Readonly<Record<string, string>>, otherwise: string): BrokerPage {
  return { stream: STREAM, body: JSON.stringify(secrets.currency || otherwise) };
}

export function currencyIn(pages: readonly ReadPage[], otherwise: string): string {
  const page = pages.find(({ stream }) => stream === STREAM);
  const told = page && readAnswer(page);
  return typeof told === "string" ? told : otherwise;
}

import { draftsOf, read } from "../table/preset-harness";
import { degiro } from ".";

/** The header of the account statement by language. */
export const HEADERS = {
  nl: "Datum,Tijd,Valutadatum,Product,ISIN,Omschrijving,FX,Mutatie,,Saldo,,Order Id",
  en: "Date,Time,Value date,Product,ISIN,Description,FX,Change,,Balance,,Order Id",
  de: "Datum,Uhrzeit,Valutadatum,Produkt,ISIN,Beschreibung,FX,Änderung,,Saldo,,Order-ID",
  fr: "Date,Heure,Date de,Produit,Code ISIN,Description,FX,Mouvements,,Solde,,ID Ordre",
  es: "Fecha,Hora,Fecha valor,Producto,ISIN,Descripción,Tipo,Variación,,Saldo,,ID Orden",
  it: "Data,Ora,Data Valore,Prodotto,ISIN,Descrizione,Borsa,Variazioni,,Saldo,,ID Ordine",
  pt: "Data,Hora,Data Valor,Produto,ISIN,Descrição,T.,Mudança,,Saldo,,ID da Ordem",
  pl: "Data,Czas,Data,Produkt,ISIN,Opis,Kurs,Zmiana,,Saldo,,Identyfikator zlecenia",
};

/** One booking of a made-up statement. */
export interface Booking {
  what: string;
  amount?: string;
  currency?: string;
  product?: string;
  isin?: string;
  fx?: string;
  order?: string;
  at?: string;
  balance?: string;
}

const quoted = (cell: string) => (cell.includes(",") ? `"${cell}"` : cell);

/** A line as the broker writes it: decimal commas in quotation marks. */
export function line({
  what,
  amount = "",
  currency = "EUR",
  product = "",
  isin = "",
  fx = "",
  order = "",
  at = "03-02-2025,10:15",
  balance = "100,00",
}: Booking) {
  const [date = "", time = ""] = at.split(",");
  return [date, time, date, product, isin, what, fx, amount === "" ? "" : currency, amount, currency, balance, order].map(quoted).join(",");
}

/** A statement of bookings, or of lines as they stand. */
export const file = (...bookings: (Booking | string)[]) =>
  [HEADERS.nl, ...bookings.map((each) => (typeof each === "string" ? each : line(each)))].join("\n");
/** The ledger row of a booking that stands alone. */
export const only = (booking: Booking) => draftsOf(read(degiro, file(booking)))[0];

/** What the bookings of one order share. */
export const ACME = { product: "ACME INC", isin: "US0000000101", order: "5e1f0c2a-0101-4b7d-9c3e-1a2b3c4d5e6f" };

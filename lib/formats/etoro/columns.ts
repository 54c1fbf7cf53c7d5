const CURRENCIES = ["USD", "EUR", "GBP", "AUD"];
/** Amounts carry the account's currency in their name since 2024: `Amount in (USD)`, `Profit(EUR)`. */
const inCurrency = (...names: string[]) => names.flatMap((name) => CURRENCIES.flatMap((code) => [`${name} (${code})`, `${name}(${code})`]));

/**
 * Columns of the account statement's sheets in their versions of 2020 to 2026: the account activity, the closed positions and the dividends.
 * English is seen in many published exports, Spanish in some; German, French and Italian are the least certain.
 */
export const COLUMNS = {
  date: ["Date", "Fecha", "Datum", "Data"],
  type: ["Type", "Tipo", "Typ"],
  details: ["Details", "Detalles", "Détails", "Dettagli"],
  amount: [
    "Amount",
    "Importe",
    "Betrag",
    "Montant",
    "Importo",
    "Cantidad",
    ...inCurrency("Amount in", "Amount", "Betrag in", "Importe en"),
  ],
  units: [
    "Units",
    "Units / Contracts",
    "Unidades",
    "Unidades/Contratos",
    "Unidades / Contratos",
    "Einheiten",
    "Einheiten / Kontrakte",
  ].concat(["Unités", "Unités / Contrats", "Unità", "Unità / Contratti"]),
  equityChange: ["Realized Equity Change", "Cambio de capital realizado", "Cambio en el patrimonio realizado"].concat(
    ["Realisierte Eigenkapitalveränderung", "Variation des capitaux propres réalisés", "Variazione del capitale realizzato"],
    inCurrency("Realized Equity Change in", "Realized Equity Change"),
  ),
  equity: ["Realized Equity", "Capital realizado", "Realisiertes Eigenkapital", ...inCurrency("Realized Equity in", "Realized Equity")],
  balance: ["Balance", "Saldo", "Kontostand", "Solde", ...inCurrency("Balance in", "Balance")],
  positionId: ["Position ID", "ID de posición", "ID de la posición", "Positions-ID", "ID de position", "ID posizione"],
  assetType: ["Asset type", "Tipo de activo", "Vermögenswerttyp", "Asset-Typ", "Type d'actif", "Tipo di asset"],
  nwa: ["NWA"],

  action: ["Action", "Acción", "Aktion", "Azione"],
  direction: ["Long / Short", "Largo / Corto"],
  openDate: ["Open Date", "Fecha de apertura", "Eröffnungsdatum", "Date d'ouverture", "Data di apertura"],
  closeDate: ["Close Date", "Fecha de cierre", "Schlussdatum", "Date de clôture", "Data di chiusura"],
  leverage: ["Leverage", "Apalancamiento", "Hebel", "Effet de levier", "Leva"],
  profit: ["Profit", "Profit(USD)", "Profit (USD)", "Ganancias (USD)", "Ganancia(USD)", "Gewinn(USD)", "Gewinn (USD)", "Bénéfice (USD)"],
  isin: ["ISIN"],

  paymentDate: ["Date of Payment", "Fecha de pago", "Zahlungsdatum", "Date de paiement", "Data di pagamento"],
  instrument: ["Instrument Name", "Nombre del instrumento", "Name des Instruments", "Nom de l'instrument", "Nome dello strumento"],
  withholding: ["Withholding Tax Amount (USD)", "Importe de retención fiscal (USD)", "Quellensteuerbetrag (USD)"],
} satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

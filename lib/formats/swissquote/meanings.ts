import type { Meaning } from "../table/row";

/** The other way round of what they name: which units and money they take back isn't told. */
const UNDONE = /storno|storniert|annul|cancel|rückbuchung/i;

/** What Swissquote calls its bookings, in English, German, French and Italian; the first that fits holds. */
const MEANINGS: readonly (readonly [RegExp, Meaning])[] = [
  [/(?<!\p{L})(?:forex|fx|devisen)(?!\p{L})/iu, { tradeType: "fx_conversion" }],
  [
    /verrechnungssteuer|quellensteuer|withholding|impôt (?:anticipé|à la source)|imposta (?:preventiva|alla fonte)/i,
    { tradeType: "tax", subtype: "withholding" },
  ],
  [
    /spesen|gebühr|börsengeb|kosten|(?<!\p{L})fees?(?!\p{L})|commission|courtage|frais|droits de garde|(?<!\p{L})spese|diritti di custodia/iu,
    { tradeType: "fee" },
  ],
  [/stempel|steuer|(?<!\p{L})tax|impôt|imposta|stamp duty/iu, { tradeType: "tax" }],
  [/stock.?dividend|gratisaktien|dividende en (?:titres|actions)|bonus (?:issue|shares)/i, { tradeType: "stock_dividend" }],
  [
    /(?:kapital|nennwert)rückzahlung|(?:capital|par value) (?:re)?payment|return of capital|remboursement de capital|rimborso d[ie] capitale/i,
    { tradeType: "return_of_capital" },
  ],
  [/capital gain|kapitalgewinn|gain en capital|plusvalenz/i, { tradeType: "dividend", subtype: "capital-gain" }],
  [/dividend|ausschüttung|distribution|distribuzione/i, { tradeType: "dividend" }],
  [/wertpapierleihe|securities lending|prêt de titres|prestito (?:di )?titoli/i, { tradeType: "interest", subtype: "lending" }],
  [/coupon|cedol/i, { tradeType: "interest", subtype: "coupon" }],
  [/interest|zins|intérêt|interess/i, { tradeType: "interest" }],
  [/split|frazionamento/i, { tradeType: "split" }],
  [/spin.?off|abspaltung|scission/i, { tradeType: "spin_off" }],
  [/fusion|merger|umtausch|titeltausch|échange|takeover|übernahme/i, { tradeType: "merger" }],
  [
    /anrecht|bezugsrecht|vorrecht|(?<!\p{L})rights?(?!\p{L})|droits? de souscription|diritti di (?:opzione|sottoscrizione)/iu,
    { tradeType: "rights" },
  ],
  [/titelumbuchung|internal (?:securities )?transfer|transfert interne|trasferimento interno/i, { tradeType: "journal" }],
  [
    /titeleingang|titeleinlieferung|crypto deposit|securities deposit|entrée de titres|entrata (?:di )?titoli/i,
    { tradeType: "transfer_in" },
  ],
  [
    /titelausgang|titelauslieferung|crypto withdrawal|securities withdrawal|sortie de titres|uscita (?:di )?titoli/i,
    { tradeType: "transfer_out" },
  ],
  [/rückzahlung|redemption|repayment|remboursement|rimborso/i, { tradeType: "redemption" }],
  [/verkauf|(?<!\p{L})(?:sell|sale|sold|vente|vendita)(?!\p{L})/iu, { tradeType: "sell" }],
  [/kauf|zeichnung|(?<!\p{L})(?:buy|purchase|bought|achat|acquisto|subscription|souscription)(?!\p{L})/iu, { tradeType: "buy" }],
  [/bonus/i, { tradeType: "interest", subtype: "bonus" }],
  [/withdrawal|deposit|pay(?:ment|out)|credit|debit|zahlung|vergütung|überweisung|gutschrift|belastung|twint/i, { tradeType: "deposit" }],
  [/versement|virement|paiement|retrait|crédit|débit|versamento|bonifico|pagamento|prelievo|accredito|addebito/i, { tradeType: "deposit" }],
];

/** Null for a word that isn't known. Payments are `deposit` both ways: their sign says which. */
export const meaningOf = (transaction: string): Meaning | null =>
  UNDONE.test(transaction) ? null : (MEANINGS.find(([words]) => words.test(transaction))?.[1] ?? null);

/** What a line of the account statement is about, by the broker's words in any of its languages. */
export type Kind =
  | "reservation"
  | "internal"
  | "fund"
  | "conversion"
  | "tradeFee"
  | "tradeTax"
  | "dividendTax"
  | "capitalReturn"
  | "dividend"
  | "adrFee"
  | "connectionFee"
  | "interest"
  | "promotion"
  | "processed"
  | "withdrawal"
  | "deposit"
  | "fee"
  | "unknown";

/**
 * The first that fits decides, hence the order: taxes before the dividends they are named after, exchanges of currency (`Ingreso Cambio de
 * Divisa`) before deposits (`Ingreso`). Without case and accents. Words come from exports and importers that people have published; the
 * Czech and Nordic ones are the least seen.
 */
const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ["reservation", /^(?:reservation|reservering|reservierung|reserva\b|prenotazione|rezerwacja|rezervace)/],
  ["internal", /cash sweep|flatexdegiro bank|geldrekening bij flatex|geldkonto bei der flatex|cash account at flatex/],
  [
    "fund",
    /money market fund|geldmarktfonds|fonds monetaires?|fondos? monetari|fundos? monetari|funduszu? pienieznego|penningmarknadsfond/,
  ],
  [
    "conversion",
    /^fx\b|valuta (?:creditering|debitering)|wahrungswechsel|operation de change|(?:credit|debit) de change|reglement transaction devise|cambio de divisa|\b(?:credito|prelievo) fx|(?:accredito|addebito) cambio|cambio valuta|(?:credito|debito|levantamento|deposito) de (?:cambio|divisa)|currency exchange|(?:credit|debit) fx|valutavaxling|valutaveksling|wymiana walut/,
  ],
  [
    "tradeTax",
    /stamp duty|transactiebelasting|transaction tax|transaktionssteuer|taxe sur les transactions|(?:impuesto|imposta|imposto) (?:sobre|sulle|de|do)(?: las?)? (?:transacciones|transazioni|selo)|tassa sulle transazioni|beurstaks|\bftt\b|\btob\b|podatek od transakcji/,
  ],
  [
    "tradeFee",
    /transactiekosten|and\/or third|transaktionsgebuhr|transaktionskosten|frais (?:degiro )?de courtage|frais de transaction|(?:costes|comision|comisiones) de transaccion|(?:costi|commissioni) di transazione|(?:comissoes|custos) de transacao|oplata transakcyjna|transaktionsavgift|transaktions(?:omkostninger|gebyr)|poplatek za transakc|kosten van derden|fremdkosten|autofx/,
  ],
  [
    "dividendTax",
    /dividend ?tax|dividendbelasting|dividendensteuer|quellensteuer|(?:impots?|taxe) sur (?:les )?dividendes?|retencion|ritenuta|impost[ao]s? (?:sui|sobre) (?:os )?dividend|podatek (?:dywidendowy|od dywidend)|dan z dividend|utdelningsskatt|kallskatt|udbytteskat|utbytteskatt|kildeskatt?|withholding|lahdevero/,
  ],
  [
    "capitalReturn",
    /capital return|return of capital|remboursement de capital|kapitalruckzahlung|kapitaalteruggave|teruggave van kapitaal|devolucion de capital|rimborso (?:del )?capitale|reembolso de capital|zwrot kapitalu/,
  ],
  ["dividend", /dividend|dywidend|utdelning|udbytte|utbytte|osinko|fund distribution|ausschuttung|^uitkering|^distribu[tzc]/],
  ["adrFee", /\badr\b|\bgdr\b/],
  [
    "connectionFee",
    /connection fee|aansluitingskosten|anschlussgebuhr|handelsmodalitaten|frais de connexion|conectividad|connettivita|costi di connessione|oplata za (?:polaczenie|dostep)|poplatek za obchodovani|anslutningsavgift|tilslutningsgebyr/,
  ],
  [
    "interest",
    /flatex interest|\binterest\b|\brente\b|debetrente|\bzinsen\b|\binterets?\b|\binteres(?:es|si|se)?\b|\bjuros\b|odsetki|\branta\b|\buroky?\b/,
  ],
  ["promotion", /courtesy|rebate|promoti|promocion|rabat|neukundenaktion|cashback|bonus|kulanz|gutschrift aktion/],
  ["processed", /processed flatex|verwerkte flatex|verarbeitete flatex/],
  [
    "withdrawal",
    /withdrawal|terugstorting|\bopname\b|auszahlung|retrait|retirada|prelievo|levantamento|wyplata|\buttag\b|udbetaling|\buttak\b|\bvyber\b/,
  ],
  [
    "deposit",
    /deposit|storting|einzahlung|versement|\bdepot\b|ingreso|deposito|versamento|wplata|depozyt|insattning|indbetaling|innskudd|\bvklad\b|\bsofort\b|\bideal\b|trustly/,
  ],
  ["fee", /\bfees?\b|kosten|gebuhr|frais|comision|commission|custo|costi|oplata|avgift|gebyr|poplatek|realtime/],
];

/** The trade types of corporate actions by the word before the colon (`AANDELENSPLIT: Koop 4 @ …`), without case and accents. */
const ACTIONS: readonly (readonly [CorporateType, RegExp])[] = [
  ["spin_off", /spin.?off|afsplitsing|abspaltung|scission|escision|scissione|cisao/],
  ["split", /split|frazionamento|fractionnement|division|desdobramento|agrupamento|raggruppamento|regroupement/],
  [
    "symbol_change",
    /isin|produ[ck]t ?-?(?:wijziging|anderung|change)|changement de produit|cambio d[ei] (?:producto|prodotto)|mudanca de produto|naamswijziging|name change|namensanderung|ticker/,
  ],
  ["merger", /fusi|fusa|fuzj|merger|verschmelzung|overname|ubernahme|takeover|acquisition|tender/],
  ["stock_dividend", /stock ?-?dividend|aktiendividende|keuzedividend|dividend(?:e|o) en ac|scrip|bonus/],
  ["rights", /claim|right|kapitalerhohung|emissie|bezugsrecht|droits|derechos|diritti|capital increase|subscription|inschrijving|warrant/],
  ["redemption", /certifica|zertifikat|delisting|redemption|aflossing|ruckzahlung|remboursement|expir/],
];
export type CorporateType = "spin_off" | "split" | "symbol_change" | "merger" | "stock_dividend" | "rights" | "redemption";

const BUYS = new Set("buy koop kauf achat compra acquisto kupno kop kob kjop osto nakup".split(" "));
const SELLS = new Set("sell verkoop verkauf vente venta venda vendita sprzedaz salj salg myynti prodej".split(" "));

/** Letters that no accent can be taken off. */
const PLAIN: Readonly<Record<string, string>> = { ł: "l", ø: "o", ß: "ss", æ: "ae", œ: "oe" };

/** UTF-8 that somebody has read as Latin-1 (`CrÃ©dito`) back to what it was; any other text as it is. */
function repaired(text: string): string {
  if (!/[ÃÅÄÂ][\u0080-\u00BF]/.test(text) || /[^\u0000-\u00FF]/.test(text)) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
  } catch {
    return text;
  }
}

/** Text as it is compared: without case, accents and doubled spaces. */
export function folded(text: string): string {
  return repaired(text)
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[łøßæœ]/g, (letter) => PLAIN[letter] ?? letter)
    .replaceAll(/\s+/g, " ")
    .trim();
}

export function kindOf(description: string): Kind {
  const text = folded(description);
  return KINDS.find(([, words]) => words.test(text))?.[0] ?? "unknown";
}

/** The corporate action that a word before a colon names; null for a word that isn't known. */
export function corporateTypeOf(prefix: string): CorporateType | null {
  const text = folded(prefix);
  return ACTIONS.find(([, words]) => words.test(text))?.[0] ?? null;
}

/** 1 for a verb of buying, -1 for one of selling, 0 for any other word. */
export function directionOf(verb: string): -1 | 0 | 1 {
  const text = folded(verb);
  return BUYS.has(text) ? 1 : SELLS.has(text) ? -1 : 0;
}

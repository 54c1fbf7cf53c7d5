import type { AssetType } from "@/lib/instruments/asset-types";
import type { UsMeaning } from "../us-brokers/row";

/** Upper case without accents: older exports leave them out. */
const plain = (text: string) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toUpperCase();

/** What the broker's types mean; the first that fits counts. */
const TYPES: ReadonlyArray<readonly [RegExp, UsMeaning]> = [
  [/^(?:REINVESTISSEMENT|DIVIDENDE REINVESTI|ACHAT REINVESTISSEMENT|PRD)\b/, { tradeType: "buy", subtype: "dividend_reinvestment" }],
  [/^ACHAT\b.*\bCOUVERTURE/, { tradeType: "buy", effect: "close" }],
  [/^(?:ACHAT|ACH)\b/, { tradeType: "buy" }],
  [/^VENTE\b.*\bDECOUVERT/, { tradeType: "sell", effect: "open" }],
  [/^(?:VENTE|VTE)\b/, { tradeType: "sell" }],

  [/^DIVIDENDE EN ACTIONS|^DIVIDENDE ACTIONS|^ACTIONS GRATUITES/, { tradeType: "stock_dividend" }],
  [/^(?:REMBOURSEMENT|RETOUR|REMISE) DE CAPITAL/, { tradeType: "return_of_capital" }],
  [/\bGAINS? EN CAPITAL/, { tradeType: "dividend", subtype: "capital_gain" }],
  [/^(?:PAIEMENT TENANT LIEU|COMPENSATION)\b.*\bDIVIDENDE/, { tradeType: "dividend", subtype: "in_lieu" }],
  [
    /^(?:PAIEMENT|ESPECES).*\bFRACTIONS?\b|^FRACTIONS?\b.*\bESPECES|^ARGENT TENANT LIEU/,
    { tradeType: "dividend", subtype: "cash_in_lieu" },
  ],
  [/^(?:DIVIDENDE|DISTRIBUTION|REVENU|DIV)\b/, { tradeType: "dividend" }],
  [/^INTERETS?\b.*\b(?:MARGE|DEBITEURS?|DECOUVERT)/, { tradeType: "interest", subtype: "margin" }],
  [/^(?:INTERETS?|INT|COUPON)\b/, { tradeType: "interest" }],

  // Those of the government are on the fees of the broker; those on income are withheld.
  [/^(?:TAXE|TPS|TVQ|TVH|TVP)\b(?!.*\bNON[- ]RESIDENT)/, { tradeType: "tax", subtype: "sales" }],
  [/^(?:RETENUE|IMPOT|TAXE)\b/, { tradeType: "tax", subtype: "withholding" }],
  [/^(?:FRAIS|HONORAIRES|COMMISSION|PENALITE)\b/, { tradeType: "fee" }],

  [/^(?:SUBVENTION|INCITATIF|BON D'ETUDES|SCEE|IQEE|BEC)\b/, { tradeType: "deposit", subtype: "grant" }],
  [/^(?:COTISATION|CONTRIBUTION|DEPOT|VERSEMENT|PRELEVEMENT)\b/, { tradeType: "deposit" }],
  [/^(?:RESILIATION|RETRAIT|DESENREGISTREMENT|PAIEMENT|CHEQUE|DECAISSEMENT|RACHAT DE REGIME)\b/, { tradeType: "withdrawal" }],
  [/^(?:CONVERSION|OPERATION) (?:DE )?(?:DEVISES?|CHANGE|MONETAIRE)|^(?:CHANGE|DEVISES?)\b/, { tradeType: "fx_conversion" }],
  [/^(?:TRANSFERT|VIREMENT|TITRES? (?:RECUS?|LIVRES?)|LIVRAISON|RECEPTION)\b/, { tradeType: "transfer_in", subtype: "transfer" }],
  [/^(?:JOURNAL|ECRITURE|AJUSTEMENT|CORRECTION|ANNULATION)\b/, { tradeType: "adjustment" }],

  [/^(?:FRACTIONNEMENT|DIVISION|REGROUPEMENT|CONSOLIDATION)\b/, { tradeType: "split" }],
  [/^(?:ESSAIMAGE|SCISSION|DERIVATION)\b/, { tradeType: "spin_off" }],
  [/^(?:CHANGEMENT DE (?:NOM|SYMBOLE))\b/, { tradeType: "symbol_change" }],
  [/^(?:FUSION|ECHANGE|ECH|REORGANISATION|OFFRE|ARRANGEMENT|CONVERSION)\b/, { tradeType: "merger" }],
  [/^(?:RACHAT|ECHEANCE|REMBOURSEMENT|APPEL)\b/, { tradeType: "redemption" }],
  [/^(?:DROITS?)\b/, { tradeType: "rights" }],
  [/^(?:EXPIRATION|ECHU)/, { tradeType: "option_expiration" }],
  [/^(?:ASSIGNATION)\b/, { tradeType: "option_assignment" }],
  [/^(?:EXERCICE|LEVEE)\b/, { tradeType: "option_exercise" }],
];

/** What a type such as `DIVIDENDE SOCIÉTÉ FIDUCIE` means; null for one that isn't known. */
export function typeMeaning(type: string): UsMeaning | null {
  const words = plain(type);
  return TYPES.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

const CLASSES: ReadonlyArray<readonly [RegExp, AssetType]> = [
  [/^OPTION/, "option"],
  [/^(?:OBLIGATION|TITRES? A REVENU FIXE|REVENU FIXE|DEBENTURE|CPG|MARCHE MONETAIRE)/, "bond"],
  [/^(?:FNB|FONDS NEGOCIE)/, "etf"],
  [/^(?:FONDS|OPC)/, "mutual_fund"],
  [/^(?:BON|DROIT)/, "warrant"],
];
/** `Actions` are shares and funds that trade like them; names are cut short. */
const TRADED_FUND = /\b(?:ETFS?|FNB|ISHRS|ISHARES|SPDR|INDEX FD|PTFL)\b/;

export function assetTypeOf(assetClass: string, name: string): AssetType {
  const told = CLASSES.find(([pattern]) => pattern.test(plain(assetClass)))?.[1];
  return told ?? (TRADED_FUND.test(name.toUpperCase()) ? "etf" : "stock");
}

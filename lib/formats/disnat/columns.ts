/** Columns of the transactions. The site writes them in French. */
export const COLUMNS = {
  date: ["Date de transaction"],
  settleDate: ["Date de règlement", "Date de reglement"],
  type: ["Type de transaction"],
  assetClass: ["Classe d'actif", "Classe d’actif", "Classe d'actifs"],
  symbol: ["Symbole"],
  description: ["Description"],
  market: ["Marché", "Marche"],
  quantity: ["Quantité", "Quantite"],
  price: ["Prix"],
  priceCurrency: ["Devise du prix"],
  commission: ["Commission payée", "Commission payee", "Commission"],
  amount: ["Montant de l'opération", "Montant de l’opération", "Montant de l'operation"],
  currency: ["Devise du compte"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

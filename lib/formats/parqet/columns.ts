/** Columns of the activities export, and of the file that Parqet takes in. */
export const COLUMNS = {
  instant: ["datetime"],
  date: ["date"],
  time: ["time"],
  price: ["price"],
  shares: ["shares"],
  amount: ["amount"],
  tax: ["tax"],
  fee: ["fee"],
  gain: ["realizedgains"],
  type: ["type"],
  broker: ["broker"],
  assetType: ["assettype"],
  identifier: ["identifier", "isin"],
  wkn: ["wkn"],
  originalCurrency: ["originalcurrency"],
  currency: ["currency"],
  rate: ["fxrate"],
  holding: ["holding"],
  name: ["holdingname"],
  nickname: ["holdingnickname"],
  exchange: ["exchange"],
  holdingPeriod: ["avgholdingperiod"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

export const SOURCE = "parqet";

/** A small Flex statement of our own: two buys, a sale, a dividend with its tax, a deposit and two positions. */
export function flexStatement({ accountId = "U5550001", extraTrade = false }: { accountId?: string; extraTrade?: boolean } = {}): Buffer {
  const instrument = `currency="USD" assetCategory="STK" subCategory="COMMON" symbol="ORCH" description="ORCHARD ROBOTICS INC" isin="US68571X1037" multiplier="1"`;
  const trade = (id: number, at: string, quantity: number, price: string, netCash: string) =>
    `<Trade accountId="${accountId}" ${instrument} tradeID="${id}" transactionID="8${id}" dateTime="${at}" settleDateTarget="20250610" transactionType="ExchTrade" buySell="${quantity > 0 ? "BUY" : "SELL"}" quantity="${quantity}" tradePrice="${price}" proceeds="${netCash}" taxes="0" ibCommission="0" ibCommissionCurrency="USD" netCash="${netCash}" openCloseIndicator="O" levelOfDetail="EXECUTION" />`;
  const cash = (id: number, type: string, amount: string, symbol: boolean) =>
    `<CashTransaction accountId="${accountId}" ${symbol ? instrument : 'currency="USD"'} type="${type}" amount="${amount}" dateTime="20250620" transactionID="${id}" levelOfDetail="DETAIL" />`;
  const position = `<OpenPosition accountId="${accountId}" ${instrument} reportDate="20250630" position="7" markPrice="130" positionValue="910" costBasisPrice="100" costBasisMoney="700" levelOfDetail="SUMMARY" />`;
  return Buffer.from(
    [
      `<FlexQueryResponse queryName="Test" type="AF"><FlexStatements count="1">`,
      `<FlexStatement accountId="${accountId}" fromDate="20250601" toDate="20250630" whenGenerated="20250701;010000">`,
      `<AccountInformation accountId="${accountId}" currency="USD" />`,
      `<Trades>`,
      trade(1001, "20250603;100000", 5, "100", "-500"),
      trade(1002, "20250604;110000", 5, "100", "-500"),
      trade(1003, "20250605;120000", -3, "120", "360"),
      ...(extraTrade ? [trade(1004, "20250606;120000", 2, "121", "-242")] : []),
      `</Trades><CashTransactions>`,
      cash(2001, "Deposits/Withdrawals", "5000", false),
      cash(2002, "Dividends", "12.50", true),
      cash(2003, "Withholding Tax", "-1.88", true),
      `</CashTransactions><OpenPositions>`,
      position,
      `</OpenPositions></FlexStatement></FlexStatements></FlexQueryResponse>`,
    ].join("\n"),
  );
}

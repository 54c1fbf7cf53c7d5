/** A file for people to start from: the columns that matter by hand, and a row of each common kind. */
export const EXAMPLE_CSV = `${[
  "trade_time,trade_type,asset_type,symbol,isin,name,quantity,price,currency,net_amount,fees,taxes,multiplier,price_unit,note",
  "2025-01-02,deposit,cash,,,,,,USD,10000,,,,,First payment",
  "2025-01-03T14:31:07Z,buy,stock,AAPL,US0378331005,Apple Inc.,10,243.36,USD,,1.00,,,,",
  '2025-02-13,dividend,stock,AAPL,US0378331005,Apple Inc.,,,USD,2.13,,0.37,,,"After 15 % tax, as paid"',
  "2025-03-10T15:02:44Z,sell,stock,AAPL,US0378331005,Apple Inc.,4,227.48,USD,,1.00,,,,",
  "2025-03-11,buy,option,AAPL 250620C00250000,,Apple call 250 June 2025,1,9.85,USD,,0.65,,100,,One contract of 100 shares",
  "2025-04-01,buy,bond,DE0001102580,DE0001102580,Bund 0 % 2032,5000,83.91,EUR,,5.00,,,percent,Quoted in percent of its face",
  "2025-04-07,buy,etf,VUSA,IE00B3XXRP09,Vanguard S&P 500,25,7012.5,GBX,,,,,,Quoted in pence",
  "2025-05-30,interest,,,,,,,USD,1.42,,,,,Interest on cash",
  "2025-06-02T08:15:00+02:00,reward,crypto,ETH,,Ether,0.012345678901234567,2510.4,EUR,,,,,,Staking",
  "2025-06-30,fee,,,,,,,USD,-3.00,,,,,Custody fee",
].join("\r\n")}\r\n`;

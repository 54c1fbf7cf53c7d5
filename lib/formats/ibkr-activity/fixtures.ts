/** Statements as the broker writes them, with invented accounts, names and numbers. */

export const bytes = (text: string) => new TextEncoder().encode(text);

export const TRADES_HEADER =
  "Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,C. Price,Proceeds,Comm/Fee,Basis,Realized P/L,MTM P/L,Code";
export const FOREX_HEADER =
  "Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,,Proceeds,Comm in EUR,,,MTM in EUR,Code";
export const ACTIONS_HEADER =
  "Corporate Actions,Header,Asset Category,Currency,Report Date,Date/Time,Description,Quantity,Proceeds,Value,Realized P/L,Code";

export const HEAD = `Statement,Header,Field Name,Field Value
Statement,Data,BrokerName,Interactive Brokers Ireland Limited
Statement,Data,Title,Activity Statement
Statement,Data,Period,"January 1, 2025 - March 31, 2025"
Statement,Data,WhenGenerated,"2025-04-01, 09:12:13 EDT"
Account Information,Header,Field Name,Field Value
Account Information,Data,Name,Ada Example
Account Information,Data,Account,U7654321
Account Information,Data,Base Currency,EUR`;

/** Opens at 0 in both currencies; what happens adds up to the cash report and to the positions. */
export const STATEMENT = `${HEAD}
Net Asset Value,Header,Asset Class,Prior Total,Current Long,Current Short,Current Total,Change
Net Asset Value,Data,Cash ,0,5000,0,5000,5000
Net Asset Value,Data,Stock,0,4000,0,4000,4000
Cash Report,Header,Currency Summary,Currency,Total,Securities,Futures,
Cash Report,Data,Starting Cash,Base Currency Summary,0,0,0,
Cash Report,Data,Ending Cash,Base Currency Summary,4000,4000,0,
Cash Report,Data,Commissions,EUR,-1.8,-1.8,0,
Cash Report,Data,Ending Cash,EUR,5995.3,5995.3,0,
Cash Report,Data,Ending Settled Cash,EUR,5995.3,5995.3,0,
Cash Report,Data,Ending Cash,USD,"3,099.52",3099.52,0,
Open Positions,Header,DataDiscriminator,Asset Category,Currency,Symbol,Quantity,Mult,Cost Price,Cost Basis,Close Price,Value,Unrealized P/L,Code
Open Positions,Data,Summary,Stocks,USD,ACME,40,1,25.05,1002,30,1200,198,
Open Positions,Data,Lot,Stocks,USD,ACME,40,,25.05,1002,30,1200,198,
Open Positions,Data,Summary,Equity and Index Options,USD,ACME 20JUN25 30 C,-1,100,1.4895,-148.95,1,-100,48.95,
Open Positions,Total,,Stocks,USD,,,,,1002,,1200,198,
${TRADES_HEADER}
Trades,Data,Order,Stocks,USD,ACME,"2025-01-15, 10:11:12",10,100,101,-1000,-2,1002,0,10,O
Trades,Data,Trade,Stocks,USD,ACME,"2025-01-15, 10:11:12",4,100,101,-400,-1,401,0,4,O;P
Trades,Data,Trade,Stocks,USD,ACME,"2025-01-15, 10:11:13",6,100,101,-600,-1,601,0,6,O;P
Trades,Data,ClosedLot,Stocks,USD,ACME,2025-01-15,1,100,,,,100,0,,
Trades,SubTotal,,Stocks,USD,ACME,,10,,,-1000,-2,1002,0,10,
Trades,Data,Order,Equity and Index Options,USD,ACME 20JUN25 30 C,"2025-03-03, 15:59:59",-1,1.5,1.4,150,-1.05,-148.95,0,10,O
${FOREX_HEADER}
Trades,Data,Order,Forex,USD,EUR.USD,"2025-01-10, 09:30:00","-4,000",1.1,,4400,-1.8,,,2,
Trades,Total,,Forex,USD,,,,,,,,,,,
Transaction Fees,Header,Asset Category,Currency,Date/Time,Symbol,Description,Quantity,Trade Price,Amount,Code
Transaction Fees,Data,Stocks,USD,"2025-01-15, 10:11:12",ACME,Some Tax,10,100,-0.5,
${ACTIONS_HEADER}
Corporate Actions,Data,Stocks,USD,2025-02-03,"2025-01-31, 20:25:00","ACME(US0000000019) Split 4 for 1 (ACME, ACME CORP, US0000000019)",30,0,0,0,
Corporate Actions,Data,Total,,,,,,0,0,0,
Deposits & Withdrawals,Header,Currency,Settle Date,Description,Amount
Deposits & Withdrawals,Data,EUR,2025-01-02,Electronic Fund Transfer,10000
Deposits & Withdrawals,Data,Total,,,10000
Fees,Header,Subtitle,Currency,Date,Description,Amount
Fees,Data,Other Fees,EUR,2025-02-05,Market data,-4.5
Fees,Data,Total,,,,-4.5
Interest,Header,Currency,Date,Description,Amount
Interest,Data,EUR,2025-03-05,EUR Credit Interest for Feb-2025,1.6
Interest,Data,Total,,,1.6
Dividends,Header,Currency,Date,Description,Amount
Dividends,Data,USD,2025-03-14,ACME(US0000000019) Cash Dividend USD 0.10 per Share (Ordinary Dividend),4
Dividends,Data,Total Dividends in EUR,,,3.6
Withholding Tax,Header,Currency,Date,Description,Amount,Code
Withholding Tax,Data,USD,2025-03-14,ACME(US0000000019) Cash Dividend USD 0.10 per Share - US Tax,-0.6,
Withholding Tax,Data,Total,,,-0.6,
Interest Accruals,Header,Currency,Field Name,Field Value
Interest Accruals,Data,EUR,Interest Accrued,2
Transfers,Header,Asset Category,Currency,Symbol,Date,Type,Direction,Xfer Company,Xfer Account,Qty,Xfer Price,Market Value,Realized P/L,Cash Amount,Code
Transfers,Data,--,USD,--,2025-03-20,Internal,Out,--,U1111111,--,--,0.00,0.00,-450.83,
Financial Instrument Information,Header,Asset Category,Symbol,Description,Conid,Security ID,Underlying,Listing Exch,Multiplier,Type,Code
Financial Instrument Information,Data,Stocks,ACME,ACME CORP,1234,US0000000019,ACME,NASDAQ,1,COMMON,
Codes,Header,Code,Meaning
Codes,Data,O,Opening Trade
Notes/Legal Notes,Header,Type,Note
Notes/Legal Notes,Data,Trade,"All times are, as ever, Eastern."
Total P/L for Statement Period,,,,,,12
`;

export const HISTORY = `Statement,Header,Field Name,Field Value
Statement,Data,Title,Transaction History
Statement,Data,Period,"January 1, 2025 - December 31, 2025"
Summary,Header,Field Name,Field Value
Summary,Data,Base Currency,EUR
Transaction History,Header,Date,Account,Description,Transaction Type,Symbol,Quantity,Price,Price Currency,Gross Amount ,Commission,Net Amount
Transaction History,Data,2025-06-02,U***54321,ACME CORP,Sell,ACME,-4.0,30.0,USD,108.0,-0.9,107.1
Transaction History,Data,2025-05-02,U***54321,ACME CORP,Buy,ACME,10.0,25.0,USD,-225.0,-0.9,-225.9
Transaction History,Data,2025-05-01,U***54321,Net Amount in Base from Forex Trade: 300 USD.EUR,Forex Trade Component,USD.EUR,300.0,0.9,EUR,-1.8,-,-1.8
Transaction History,Data,2025-04-01,U***54321,Cash Transfer,Deposit,-,-,-,-,1000.0,-,1000.0
Transaction History,Data,2025-03-01,U***54321,Something new,Moon Phase,-,-,-,-,1.0,-,1.0
`;

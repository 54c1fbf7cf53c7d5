/** Builders for the tests of this folder: OFX as its writers write it, SGML without closing tags on leaves. */

const HEADER =
  "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n";

const SECURITIES = `<SECLISTMSGSRSV1><SECLIST>
<STOCKINFO><SECINFO><SECID><UNIQUEID>037833100<UNIQUEIDTYPE>CUSIP</SECID><SECNAME>Apple Inc.<TICKER>AAPL</SECINFO></STOCKINFO>
<DEBTINFO><SECINFO><SECID><UNIQUEID>DE0001102580<UNIQUEIDTYPE>ISIN</SECID><SECNAME>Bund 2032<TICKER></SECINFO><DEBTTYPE>COUPON</DEBTINFO>
<OPTINFO><SECINFO><SECID><UNIQUEID>OPT1<UNIQUEIDTYPE>OTHER</SECID><SECNAME>Apple call<TICKER>AAPL250620C250</SECINFO><OPTTYPE>CALL<STRIKEPRICE>250.00<DTEXPIRE>20250620<SHPERCTRCT>100</OPTINFO>
</SECLIST></SECLISTMSGSRSV1>`;

export const STOCK = "<SECID><UNIQUEID>037833100<UNIQUEIDTYPE>CUSIP</SECID>";
export const BOND = "<SECID><UNIQUEID>DE0001102580<UNIQUEIDTYPE>ISIN</SECID>";
export const OPTION = "<SECID><UNIQUEID>OPT1<UNIQUEIDTYPE>OTHER</SECID>";

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** An INVTRAN with an id and a trade date. */
export function invtran(fitId: string, date = "20250103"): string {
  return `<INVTRAN><FITID>${fitId}<DTTRADE>${date}</INVTRAN>`;
}

/** A file with one investment account; `rest` follows its transaction list (positions, balances). */
export function investments(rows: string, rest = "", currency = "USD"): string {
  return `${HEADER}<OFX><INVSTMTMSGSRSV1><INVSTMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><INVSTMTRS><DTASOF>20250630<CURDEF>${currency}
<INVACCTFROM><BROKERID>broker.example<ACCTID>A1</INVACCTFROM><INVTRANLIST><DTSTART>20250101<DTEND>20250630
${rows}
</INVTRANLIST>${rest}</INVSTMTRS></INVSTMTTRNRS></INVSTMTMSGSRSV1>${SECURITIES}</OFX>`;
}

/** A 2.x file with one bank account. */
export function bank(rows: string, rest = "", currency = "EUR"): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="211"?>\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>${currency}</CURDEF>
<BANKACCTFROM><BANKID>B1</BANKID><ACCTID>42</ACCTID></BANKACCTFROM><BANKTRANLIST><DTSTART>20250101</DTSTART><DTEND>20250131</DTEND>
${rows}
</BANKTRANLIST>${rest}</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;
}

/** One line of a bank statement, as XML. */
export function line(type: string, amount: string, more = "", fitId = "1"): string {
  return `<STMTTRN><TRNTYPE>${type}</TRNTYPE><DTPOSTED>20250115</DTPOSTED><TRNAMT>${amount}</TRNAMT><FITID>${fitId}</FITID>${more}</STMTTRN>`;
}

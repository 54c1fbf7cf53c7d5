/** A table of which a person's rows are in their export. */
export interface ExportedTable {
  table: string;
  /** What a row of it is, in the words of the export's README. */
  about: string;
  /** Columns that stay here, such as what a session is known by. Bytes (bytea) stay anyway: files have a place of their own. */
  without?: readonly string[];
}

const rowsOf = (table: string, about: string, without: readonly string[] = []): ExportedTable => ({ table, about, without });

export const EXPORTED: readonly ExportedTable[] = [
  rowsOf("users", "You: e-mail address, name, and since when you are here."),
  rowsOf("user_settings", "Your preferences: base currency, time zone, language, cost method, hidden columns of tables."),
  rowsOf("sessions", "Where you are signed in.", ["id"]),
  rowsOf("passkeys", "Your passkeys: names and when they were used.", ["credential_id", "user_handle"]),
  rowsOf("oidc_identities", "Who you are at other sites by which you sign in."),
  rowsOf("verified_emails", "Which e-mail address you have confirmed."),
  rowsOf("attention_settings", "How you are told when an account needs you. The address of your receiver stays sealed here."),
  rowsOf("attention_notices", "When you were told of it, and whether that arrived."),
  rowsOf("portfolios", "Your portfolios."),
  rowsOf("portfolio_settings", "What is set for single portfolios: the cost method, the benchmark."),
  rowsOf("figure_settings_history", "How figures were worked out until a change of cost method or base currency."),
  rowsOf("sample_portfolios", "Which portfolio is the sample."),
  rowsOf("broker_types", "The kinds of brokers, for `broker_type_id` of the accounts."),
  rowsOf("broker_accounts", "Your accounts at brokers. Their keys are not in this export."),
  rowsOf("broker_links", "How accounts are linked to their brokers: which account there, fetched until when, due when."),
  rowsOf("sync_runs", "Every time that a broker was asked, and what came of it."),
  rowsOf("holding_snapshots", "The lists of holdings, by account and moment."),
  rowsOf("holdings", "The positions of those lists. `quantity` is signed: negative is short."),
  rowsOf("transactions", "The ledger. `quantity` is signed; `meta.netAmount` is the cash effect in `currency`, negative is paid."),
  rowsOf("transaction_tombstones", "Imported rows that you deleted: what keeps an import from bringing them back."),
  rowsOf("revisions", "Every row that was edited or deleted, before and after, with the reason."),
  rowsOf("instruments", "Your instruments."),
  rowsOf("instrument_aliases", "What instruments are called: ISIN, symbols, and since when."),
  rowsOf("instrument_tags", "Tags of instruments."),
  rowsOf("instrument_tag_history", "Tags that you took away."),
  rowsOf("instrument_notes", "Notes on instruments."),
  rowsOf("prices", "Prices, by instrument, day and source."),
  rowsOf("price_feeds", "Where prices of instruments are fetched from."),
  rowsOf("fx_rates", "Your own exchange rates: 1 `from_currency` is `rate` `to_currency`."),
  rowsOf("import_mappings", "Saved mappings of columns."),
  rowsOf("imports", "Every import. Its file is under `originals/`."),
  rowsOf("import_statements", "The accounts that imported files speak of, and where their rows went."),
  rowsOf("import_rows", "Every line of every import, and what became of it."),
  rowsOf("reconciliation_checks", "Comparisons of the ledger with the brokers' own lists."),
  rowsOf("accepted_differences", "Differences that you accepted, and why."),
  rowsOf("reconciliation_fixes", "Differences that you fixed, and the rows that this added or changed."),
  rowsOf("audit_log", "What happened in your name."),
];

/** Tables that are in no export, each with the reason. A table that is in neither list fails the tests. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  user_passwords: "What your password is checked with. It is nobody's to take along.",
  totp_secrets: "The sealed secret of your authenticator app, which has it.",
  recovery_codes: "What recovery codes are checked with: hashes.",
  passkey_challenges: "What browsers are asked to sign with a passkey, for some minutes.",
  broker_account_credentials: "The sealed keys to your brokers. They open here only.",
  broker_logins: "Sign-ins at a broker that are under way.",
  verification_tokens: "Links that were sent to you, under hashes.",
  outgoing_mails: "Messages that wait to be sent.",
  attention_states: "Which accounts need you: it is the status of `broker_accounts`.",
  sign_in_attempts: "How often signing in was tried, under hashes.",
  import_files: "The imported files: they are under originals/, as you gave them.",
  import_chunks: "Pieces of uploads that are under way.",
  figure_cache: "Figures that were worked out from the ledger.",
  ledger_versions: "Counters that say when figures are out of date.",
  ledger_touches: "Counters that say when figures are out of date.",
  market_versions: "Counters that say when figures are out of date.",
  reference_rates: "The European Central Bank's rates, which are public and nobody's.",
  daily_tasks: "When rates are fetched next, for everybody.",
  broker_limits: "How soon a broker may be asked again, for everybody.",
  broker_circuits: "Which brokers don't answer, for everybody.",
};

import type { AuditEvent } from "./mutations";

/** What a person may look for in the list of what happened. */
export const ACTIVITY_KINDS = {
  access: "Signing in and security",
  keys: "Keys and sealed files",
  imports: "Imports and syncs",
  ledger: "Transactions and holdings",
  accounts: "Portfolios and accounts",
  market: "Instruments, prices and rates",
  exports: "Exports",
  deletions: "Deletions",
  settings: "Settings",
} as const;
export type ActivityKind = keyof typeof ACTIVITY_KINDS;

interface Meaning {
  /** In the past tense; what it happened to stands beside it. */
  words: string;
  kinds: readonly ActivityKind[];
}

const means = (words: string, ...kinds: ActivityKind[]): Meaning => ({ words, kinds });

/** Every event in plain words. An event that is missing here does not compile. */
const MEANINGS: Readonly<Record<AuditEvent, Meaning>> = {
  sign_up: means("Signed up", "access"),
  sign_in: means("Signed in", "access"),
  sign_in_failed: means("Sign-in failed: wrong password", "access"),
  sign_out: means("Signed out", "access"),
  signed_out_everywhere: means("Signed out everywhere", "access"),
  session_closed: means("Another session signed out", "access"),
  identity_confirmed: means("Confirmed once more who it is", "access"),
  two_factor_on: means("Two-factor sign-in turned on", "access"),
  two_factor_off: means("Two-factor sign-in turned off", "access"),
  second_factor_refused: means("Sign-in failed: right password, wrong code", "access"),
  recovery_code_used: means("Signed in with a recovery code", "access"),
  recovery_codes_made: means("Recovery codes made anew", "access"),
  passkey_added: means("Passkey added", "access"),
  passkey_renamed: means("Passkey renamed", "access"),
  identity_connected: means("Sign-in at another site connected", "access"),
  identity_disconnected: means("Sign-in at another site disconnected", "access"),
  passkey_removed: means("Passkey removed", "access", "deletions"),
  password_changed: means("Password changed", "access"),
  password_reset: means("Password chosen anew by a link", "access"),
  password_refused: means("A wrong current password was entered", "access"),
  user_deleted: means("Truefolio account deleted", "access", "deletions"),
  email_verified: means("E-mail address confirmed", "access"),
  email_changing: means("Change of the e-mail address asked for", "access"),
  email_changed: means("E-mail address changed", "access"),
  webhook_set: means("Address for messages about accounts set", "settings", "keys"),
  webhook_removed: means("Address for messages about accounts removed", "settings", "keys"),
  profile_changed: means("Profile changed", "settings"),
  preferences_changed: means("Preferences changed", "settings"),
  price_provider_changed: means("Provider of prices changed", "settings", "market"),
  credentials_replaced: means("Broker key replaced", "keys"),
  credentials_opened: means("Broker key opened", "keys"),
  credentials_renewed: means("Broker key renewed by the broker", "keys"),
  broker_login: means("Signed in at the broker", "keys"),
  original_sealed: means("Imported file sealed", "keys"),
  original_unsealed: means("Seal of an imported file removed", "keys"),
  original_opened: means("Sealed file opened", "keys"),
  file_uploaded: means("File uploaded", "imports"),
  import_committed: means("Import written to the ledger", "imports"),
  import_undone: means("Import undone", "imports", "deletions"),
  import_cancelled: means("Import stopped", "imports"),
  import_reread: means("File read again", "imports"),
  import_record_deleted: means("Import deleted from the list", "imports", "deletions"),
  sync_requested: means("Sync requested", "imports"),
  sync_stopped: means("Sync stopped", "imports"),
  mapping_added: means("Mapping saved", "imports"),
  mapping_renamed: means("Mapping renamed", "imports"),
  mapping_deleted: means("Mapping deleted", "imports", "deletions"),
  transaction_added: means("Transaction added", "ledger"),
  transaction_edited: means("Transaction edited", "ledger"),
  transaction_deleted: means("Transaction deleted", "ledger", "deletions"),
  transaction_restored: means("Deleted transaction brought back", "ledger"),
  lots_chosen: means("Lots of a sale chosen", "ledger"),
  lots_cleared: means("Chosen lots of a sale cleared", "ledger"),
  holding_added: means("Holding added", "ledger"),
  holding_edited: means("Holding edited", "ledger"),
  holding_deleted: means("Holding deleted", "ledger", "deletions"),
  holding_restored: means("Deleted holding brought back", "ledger"),
  reconciliation_fixed: means("Difference fixed in the ledger", "ledger"),
  reconciliation_undone: means("Fix of a difference undone", "ledger"),
  difference_accepted: means("Difference accepted", "ledger"),
  acceptance_ended: means("Acceptance of a difference ended", "ledger"),
  portfolio_created: means("Portfolio created", "accounts"),
  portfolio_edited: means("Portfolio edited", "accounts"),
  portfolio_made_default: means("Portfolio made the default", "accounts"),
  portfolio_archived: means("Portfolio archived", "accounts"),
  portfolio_restored: means("Portfolio restored", "accounts"),
  portfolio_deleted: means("Portfolio deleted", "accounts", "deletions"),
  portfolio_settings_changed: means("Settings of a portfolio changed", "accounts", "settings"),
  sample_loaded: means("Sample portfolio loaded", "accounts"),
  sample_removed: means("Sample portfolio removed", "accounts", "deletions"),
  account_linked: means("Account linked", "accounts"),
  account_changed: means("Account changed", "accounts"),
  account_unlinked: means("Account unlinked from its broker", "accounts", "keys"),
  account_deleted: means("Account deleted", "accounts", "deletions"),
  instrument_merged: means("Instruments merged", "market"),
  instrument_unmerged: means("Merge of instruments undone", "market"),
  instrument_changed: means("Instrument changed", "market"),
  prices_imported: means("Prices imported", "market", "imports"),
  prices_removed: means("Prices removed", "market", "deletions"),
  price_added: means("Price added", "market"),
  price_edited: means("Price edited", "market"),
  price_deleted: means("Price deleted", "market", "deletions"),
  price_feed_changed: means("Symbol for fetching prices set", "market"),
  price_feed_removed: means("Fetching of prices ended", "market"),
  rate_added: means("Exchange rate added", "market"),
  rate_edited: means("Exchange rate edited", "market"),
  rate_deleted: means("Exchange rate deleted", "market", "deletions"),
  export_downloaded: means("Export downloaded", "exports"),
  original_downloaded: means("Imported file downloaded", "exports"),
  everything_exported: means("Everything exported", "exports"),
};

/** An event in words; one that a later version wrote, by its name. */
export function eventWords(event: string): string {
  if (Object.hasOwn(MEANINGS, event)) return MEANINGS[event as AuditEvent].words;
  const spaced = event.replaceAll("_", " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** The events of a kind. */
export function eventsOf(kind: ActivityKind): string[] {
  return Object.entries(MEANINGS)
    .filter(([, { kinds }]) => kinds.includes(kind))
    .map(([event]) => event);
}

/** What else was noted, in the words of its field. Ids are left out: what they stand for is linked. */
const DETAILS: Readonly<Record<string, string>> = {
  name: "name",
  symbol: "symbol",
  why: "because",
  format: "as",
  what: "of",
  status: "status",
  broker: "broker",
  cause: "cause",
  change: "change",
  count: "number",
  pair: "pair",
  day: "of",
  provider: "provider",
  costMethod: "cost method",
  fields: "fields",
  subject: "about",
};
const WORDS: Readonly<Record<string, string>> = { csv: "CSV", json: "JSON" };

/** The details of an event on one line; empty when there are none that say anything. */
export function detailWords(detail: Readonly<Record<string, unknown>>): string {
  return Object.entries(DETAILS)
    .flatMap(([key, label]) => {
      const value = detail[key];
      if (typeof value !== "string" && typeof value !== "number") return [];
      const text = String(value);
      return text === "" ? [] : [`${label} ${WORDS[text] ?? text.replaceAll("_", " ")}`];
    })
    .join(", ");
}

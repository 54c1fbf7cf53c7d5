import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { eventWords } from "./words";

/** What each action leaves in the audit log; a text in brackets says why it leaves nothing. An action that is not here fails the test. */
const AUDITED: Readonly<Record<string, string>> = {
  replaceCredentialsAction: "credentials_replaced",
  createPortfolioAction: "portfolio_created",
  editPortfolioAction: "portfolio_edited",
  archivePortfolioAction: "portfolio_archived",
  restorePortfolioAction: "portfolio_restored",
  makeDefaultPortfolioAction: "portfolio_made_default",
  deletePortfolioAction: "portfolio_deleted",
  signUpAction: "sign_up",
  updateProfileAction: "profile_changed",
  changePasswordAction: "password_changed",
  requestResetAction: "(sends a message, whether or not somebody has the address)",
  resetPasswordAction: "password_reset",
  verifyEmailAction: "email_verified",
  sendVerificationAction: "(sends a message)",
  changeEmailAction: "email_changing",
  signOutSessionAction: "session_closed",
  proveByPasswordAction: "identity_confirmed",
  provePasskeyAction: "identity_confirmed",
  beginPasskeyProofAction: "(asks the browser for a passkey; the proof is noted)",
  beginPasskeySignInAction: "(asks the browser for a passkey; the sign-in is noted)",
  beginPasskeyAction: "(asks the browser to make a passkey; adding it is noted)",
  addPasskeyAction: "passkey_added",
  renamePasskeyAction: "passkey_renamed",
  removePasskeyAction: "passkey_removed",
  beginConnectAction: "(asks who it is; connecting is noted when they come back: identity_connected)",
  disconnectIdentityAction: "identity_disconnected",
  beginTwoFactorAction: "(makes a secret that nothing asks for yet; turning it on is noted)",
  cancelTwoFactorAction: "(forgets what was not on yet)",
  confirmTwoFactorAction: "two_factor_on",
  renewRecoveryCodesAction: "recovery_codes_made",
  turnOffTwoFactorAction: "two_factor_off",
  signOutEverywhereAction: "signed_out_everywhere",
  savePreferencesAction: "preferences_changed",
  deleteUserAction: "user_deleted",
  saveAttentionEmailAction: "preferences_changed",
  saveWebhookAction: "webhook_set",
  removeWebhookAction: "webhook_removed",
  testAttentionAction: "(sends a test, and changes nothing)",
  saveHiddenColumnsAction: "(how a table looks)",
  addTransactionAction: "transaction_added",
  editTransactionAction: "transaction_edited",
  deleteTransactionAction: "transaction_deleted",
  restoreTransactionAction: "transaction_restored",
  addRateAction: "rate_added",
  editRateAction: "rate_edited",
  deleteRateAction: "rate_deleted",
  loadSampleAction: "sample_loaded",
  removeSampleAction: "sample_removed",
  applyFixAction: "reconciliation_fixed",
  undoFixAction: "reconciliation_undone",
  acceptDifferenceAction: "difference_accepted",
  endAcceptanceAction: "acceptance_ended",
  testTypedAction: "(asks the broker with what was typed, and keeps nothing)",
  testSealedAction: "credentials_opened",
  chooseAccountsAction: "account_linked",
  beginLoginAction: "(leads to the broker; what comes back from there is noted: broker_login)",
  unlinkAction: "account_unlinked",
  setCostMethodAction: "portfolio_settings_changed",
  setBenchmarkAction: "portfolio_settings_changed",
  chooseLotsAction: "lots_chosen",
  clearLotsAction: "lots_cleared",
  addHoldingAction: "holding_added",
  editHoldingAction: "holding_edited",
  deleteHoldingAction: "holding_deleted",
  restoreHoldingAction: "holding_restored",
  createInstrumentAction: "instrument_changed",
  editInstrumentAction: "instrument_changed",
  mergeInstrumentsAction: "instrument_merged",
  undoMergeAction: "instrument_unmerged",
  changeSymbolAction: "instrument_changed",
  addAliasAction: "instrument_changed",
  removeAliasAction: "instrument_changed",
  findInstrumentsAction: "(reads)",
  nameSymbolsAction: "instrument_changed",
  addTagAction: "instrument_changed",
  removeTagAction: "instrument_changed",
  setNoteAction: "instrument_changed",
  commitImportAction: "import_committed",
  undoImportAction: "import_undone",
  retryImportAction: "(reads a file once more that changed nothing)",
  rereadImportAction: "import_reread",
  cancelImportAction: "import_cancelled",
  chooseTargetAction: "account_linked",
  chooseVersionAction: "(a choice for what is not written yet; writing it is noted)",
  chooseVersionsAction: "(a choice for what is not written yet; writing it is noted)",
  answerImportAction: "(an answer for what is not written yet; writing it is noted)",
  removeAnswerAction: "(an answer for what is not written yet; writing it is noted)",
  sealOriginalAction: "original_sealed",
  deleteImportRecordAction: "import_record_deleted",
  addPriceAction: "price_added",
  editPriceAction: "price_edited",
  deletePriceAction: "price_deleted",
  importPricesAction: "prices_imported",
  removePricesAction: "prices_removed",
  saveFeedAction: "price_feed_changed",
  removeFeedAction: "price_feed_removed",
  fetchFeedAction: "(moves a feed to the front of the line)",
  choosePriceProviderAction: "price_provider_changed",
  syncNowAction: "sync_requested",
  stopSyncAction: "sync_stopped",
  applyMappingAction: "(reads a file; writing it is noted, and so is a mapping that is kept: mapping_added)",
  readMappingAction: "(reads)",
  importMappingAction: "mapping_added",
  renameMappingAction: "mapping_renamed",
  deleteMappingAction: "mapping_deleted",
  linkAccountAction: "account_linked",
  editAccountAction: "account_changed",
  setAccountStatusAction: "account_changed",
  deleteAccountAction: "account_deleted",
};

const ROOT = join(import.meta.dirname, "..");
const sources = readdirSync(ROOT, { recursive: true, withFileTypes: true }).filter(
  ({ name }) => name.endsWith(".ts") && !name.endsWith("test.ts"),
);
const textOf = (entry: (typeof sources)[number]) => readFileSync(join(entry.parentPath, entry.name), "utf8");
const actions = sources
  .filter(({ name }) => name === "actions.ts")
  .flatMap((entry) =>
    [...textOf(entry).matchAll(/export const (\w+)/g)].map(([, name = ""]) => ({ name, folder: dirname(entry.parentPath) })),
  );
/** All that writes to the log, the database's own functions included. */
const writing = [
  ...sources.filter(({ parentPath }) => parentPath !== import.meta.dirname).map(textOf),
  ...readdirSync("prisma/migrations", { recursive: true, withFileTypes: true })
    .filter(({ name }) => name.endsWith(".sql"))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8")),
].join("\n");

it("every action says what it leaves in the audit log", () => {
  expect(actions.length).toBeGreaterThan(50);
  expect(actions.map(({ name }) => name).sort()).toEqual(Object.keys(AUDITED).sort());
});

it("every event that an action is said to leave is written somewhere, and has words", () => {
  const events = Object.values(AUDITED).filter((said) => !said.startsWith("("));
  expect(events.filter((event) => !writing.includes(`"${event}"`) && !writing.includes(`'${event}'`))).toEqual([]);
  expect(events.filter((event) => eventWords(event) === "")).toEqual([]);
});

it("every route that sends a file away leaves an event", () => {
  const downloads = sources.filter((entry) => /content-disposition|download\(/.test(textOf(entry)) && entry.name === "download.ts");
  expect(downloads.length).toBeGreaterThan(5);
  expect(downloads.filter((entry) => !/record\(/.test(textOf(entry))).map(({ parentPath }) => parentPath)).toEqual([]);
});

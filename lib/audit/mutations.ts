import "server-only";
import type { Actor } from "@/lib/auth/actor";
import type { Transaction } from "@/lib/db/as-actor";

export type AuditEvent =
  | "sign_up"
  | "sign_in"
  | "sign_in_failed"
  | "sign_out"
  | "password_refused"
  | "profile_changed"
  | "preferences_changed"
  | "transaction_added"
  | "transaction_edited"
  | "transaction_deleted"
  | "transaction_restored"
  | "lots_chosen"
  | "lots_cleared"
  | "holding_added"
  | "holding_edited"
  | "holding_deleted"
  | "holding_restored"
  | "portfolio_edited"
  | "portfolio_made_default"
  | "file_uploaded"
  | "import_cancelled"
  | "import_reread"
  | "mapping_added"
  | "mapping_renamed"
  | "mapping_deleted"
  | "price_added"
  | "price_edited"
  | "price_deleted"
  | "price_feed_changed"
  | "price_feed_removed"
  | "rate_added"
  | "rate_edited"
  | "rate_deleted"
  | "sample_removed"
  | "everything_exported"
  | "user_deleted"
  | "portfolio_created"
  | "portfolio_archived"
  | "portfolio_restored"
  | "portfolio_deleted"
  | "portfolio_settings_changed"
  | "account_linked"
  | "account_changed"
  | "account_unlinked"
  | "account_deleted"
  | "broker_login"
  | "credentials_replaced"
  | "credentials_opened"
  | "credentials_renewed"
  | "sync_requested"
  | "sync_stopped"
  | "import_committed"
  | "import_undone"
  | "instrument_merged"
  | "instrument_unmerged"
  | "instrument_changed"
  | "import_record_deleted"
  | "original_sealed"
  | "original_unsealed"
  | "original_opened"
  | "original_downloaded"
  | "export_downloaded"
  | "reconciliation_fixed"
  | "reconciliation_undone"
  | "difference_accepted"
  | "acceptance_ended"
  | "sample_loaded"
  | "prices_imported"
  | "prices_removed"
  | "price_provider_changed"
  | "password_changed"
  | "signed_out_everywhere";

/** Notes an event in the same transaction as what it speaks of: neither exists without the other. Never a secret, never a number. */
export async function record(
  tx: Transaction,
  actor: Actor,
  event: AuditEvent,
  subject: string,
  detail: Record<string, string | number> = {},
): Promise<void> {
  await tx.auditEntry.create({ data: { userId: BigInt(actor.userId), event, subject, detail }, select: { id: true } });
}

import type { Person, TestDatabase } from "./database";

/** A person with a row in every table that belongs to people, made past the application, by the tables' owner. */
export interface Tenant extends Person {
  accountId: bigint;
}

export async function createTenant(db: TestDatabase, name: string): Promise<Tenant> {
  const person = await db.signUp(name);
  const accountId = await db.account(person.actor, { broker: "ibkr-flex" });
  const { userId, portfolioId } = person;
  const insert = (sql: string, ...params: unknown[]) => db.owner.query<{ id: string }>(sql, params);

  await insert("INSERT INTO sample_portfolios (portfolio_id) VALUES ($1)", portfolioId);
  await insert(
    "INSERT INTO fx_rates (user_id, from_currency, to_currency, on_date, rate, source) VALUES ($1, 'USD', 'EUR', '2025-01-02', 0.9, 'test')",
    userId,
  );
  await insert(
    "INSERT INTO holding_snapshots (broker_account_id, id, as_of, source) VALUES ($1, 'first', '2025-01-02', 'test')",
    accountId,
  );
  await insert(
    `INSERT INTO holdings (broker_account_id, asset_type, symbol, quantity, currency, as_of, source_snapshot_id)
     VALUES ($1, 'stock', 'ACME', 1, 'EUR', '2025-01-02', 'first')`,
    accountId,
  );
  await insert(
    `INSERT INTO transactions (broker_account_id, asset_type, symbol, quantity, price, currency, trade_type, trade_time, meta)
     VALUES ($1, 'stock', 'ACME', 1, 10, 'EUR', 'buy', '2025-01-02', '{"source": "test", "netAmount": "-10", "importKey": "first"}')`,
    accountId,
  );
  // Leaves a revision.
  await insert("UPDATE transactions SET price = 11 WHERE broker_account_id = $1", accountId);
  await insert("INSERT INTO transaction_tombstones (broker_account_id, import_key, transaction_id) VALUES ($1, 'gone', 1)", accountId);

  const [started] = await insert(
    `INSERT INTO imports (broker_account_id, file_name, file_hash, file_size, format, parser_version, status)
     VALUES ($1, 'ledger.csv', 'hash', 1, 'truefolio-csv', 1, 'preview') RETURNING id`,
    accountId,
  );
  await insert(
    `INSERT INTO imports (broker_account_id, file_name, file_size, reread_of, status) VALUES ($1, 'ledger.csv', 1, $2, 'preview')`,
    accountId,
    started?.id,
  );
  await insert("INSERT INTO import_files (import_id, broker_account_id, content) VALUES ($1, $2, 'x')", started?.id, accountId);
  await insert(
    "INSERT INTO import_chunks (import_id, broker_account_id, first_byte, content) VALUES ($1, $2, 0, 'x')",
    started?.id,
    accountId,
  );
  await insert("INSERT INTO import_mappings (user_id, name, signature, mapping) VALUES ($1, 'Mine', 'date|amount', '{}')", userId);
  const [instrument] = await insert(
    "INSERT INTO instruments (user_id, asset_type, symbol) VALUES ($1, 'stock', 'ACME') RETURNING id",
    userId,
  );
  await insert(
    "INSERT INTO instruments (user_id, asset_type, symbol, merged_into) VALUES ($1, 'stock', 'ACME.OLD', $2)",
    userId,
    instrument?.id,
  );
  await insert(
    "INSERT INTO instrument_aliases (user_id, instrument_id, kind, value, source) VALUES ($1, $2, 'isin', 'US0000000001', 'test')",
    userId,
    instrument?.id,
  );
  const [statement] = await insert(
    `INSERT INTO import_statements (import_id, broker_account_id, target_account_id, decision, ordinal, external_account_id)
     VALUES ($1, $2, $2, 'import', 0, '') RETURNING id`,
    started?.id,
    accountId,
  );
  await insert(
    `INSERT INTO import_rows (import_id, broker_account_id, statement_id, line, kind, outcome, import_key, payload)
     VALUES ($1, $2, $3, 1, 'transaction', 'known', 'first', '{}')`,
    started?.id,
    accountId,
    statement?.id,
  );
  // Ledgers and lists have raised their versions by now.
  await insert("INSERT INTO portfolio_settings (portfolio_id, user_id, cost_method) VALUES ($1, $2, 'fifo')", portfolioId, userId);
  await insert("INSERT INTO figure_cache (portfolio_id, part, stamp, content) VALUES ($1, 'overview', '1', 'x')", portfolioId);
  await insert(
    "INSERT INTO prices (user_id, instrument_id, on_date, price, currency, source) VALUES ($1, $2, '2025-01-02', 10, 'EUR', 'manual')",
    userId,
    instrument?.id,
  );
  await insert(
    "INSERT INTO price_feeds (instrument_id, user_id, provider, symbol) VALUES ($1, $2, 'yahoo', 'ACME')",
    instrument?.id,
    userId,
  );
  await insert(
    "INSERT INTO instrument_tags (user_id, instrument_id, tag) VALUES ($1, $2, 'core'), ($1, $2, 'gone')",
    userId,
    instrument?.id,
  );
  await insert("DELETE FROM instrument_tags WHERE user_id = $1 AND tag = 'gone'", userId);
  await insert("INSERT INTO instrument_notes (instrument_id, user_id, note) VALUES ($1, $2, 'Keep.')", instrument?.id, userId);
  await insert(
    `INSERT INTO reconciliation_checks (broker_account_id, snapshot_id, as_of, ledger_version, agreeing, differing, accepted)
     VALUES ($1, 'first', '2025-01-02', 1, 1, 0, 0)`,
    accountId,
  );
  await insert(
    "INSERT INTO accepted_differences (broker_account_id, subject, figure, difference, note) VALUES ($1, 'cash:EUR', 'quantity', 1, 'Known.')",
    accountId,
  );
  await insert(
    `INSERT INTO reconciliation_fixes (broker_account_id, subject, label, cause, reason, rows)
     VALUES ($1, 'cash:EUR', 'EUR', 'missing_fee', 'Known.', '{"added": [], "removed": [], "edited": []}')`,
    accountId,
  );
  await insert(
    `INSERT INTO broker_links (broker_account_id, key_group) VALUES ($1, gen_random_uuid()) ON CONFLICT (broker_account_id) DO NOTHING`,
    accountId,
  );
  await insert(
    "INSERT INTO sync_runs (broker_account_id, cause, status, import_id, finished_at) VALUES ($1, 'person', 'done', $2, now())",
    accountId,
    started?.id,
  );
  await insert(
    "INSERT INTO broker_logins (state_hash, broker_account_id, expires_at) VALUES ($1, $2, now() + interval '1 hour')",
    `state of ${accountId}`,
    accountId,
  );
  await insert("INSERT INTO totp_secrets (user_id, sealed) VALUES ($1, 'eyJh.a.b.c.d')", userId);
  await insert("INSERT INTO recovery_codes (user_id, code_hash) VALUES ($1, 'hash')", userId);
  await insert(
    "INSERT INTO passkeys (user_id, credential_id, user_handle, public_key, name) VALUES ($1, $2, 'handle', 'x', 'Key')",
    userId,
    `credential of ${userId}`,
  );
  await insert(
    "INSERT INTO oidc_identities (user_id, issuer, subject) VALUES ($1, 'https://issuer.example', $2)",
    userId,
    `subject of ${userId}`,
  );
  await insert("INSERT INTO verified_emails (user_id, email) SELECT id, email FROM users WHERE id = $1", userId);
  await insert(
    `INSERT INTO verification_tokens (token_hash, kind, user_id, email, expires_at)
     SELECT 'hash of ' || id, 'reset_password', id, email, now() + interval '1 hour' FROM users WHERE id = $1`,
    userId,
  );
  // As of somebody who has forgotten their password, and so is not signed in.
  await insert("INSERT INTO outgoing_mails (kind, address) SELECT 'reset_password', email FROM users WHERE id = $1", userId);
  await insert("INSERT INTO attention_settings (user_id, by_email) VALUES ($1, true)", userId);
  await insert("INSERT INTO attention_states (broker_account_id) VALUES ($1)", accountId);
  await insert("INSERT INTO attention_notices (user_id, broker_account_id, channel) VALUES ($1, $2, 'email')", userId, accountId);
  return { ...person, accountId };
}

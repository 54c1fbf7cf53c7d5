-- When the person last proved that it is them: on signing in, and whenever they are asked again.
ALTER TABLE "sessions" ADD COLUMN "confirmed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP;
UPDATE "sessions" SET "confirmed_at" = "created_at";

-- Whose session this is, when it is still open. That it was used is noted every ten minutes at the most, not with each request.
CREATE OR REPLACE FUNCTION auth_session(session_id text) RETURNS TABLE (user_id bigint, name text, email text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH seen AS (
    UPDATE sessions SET last_seen_at = now() WHERE id = session_id AND last_seen_at < now() - interval '10 minutes'
  )
  SELECT u.id, u.name, u.email FROM sessions s JOIN users u ON u.id = s.user_id
  WHERE s.id = session_id AND s.created_at > now() - interval '30 days'
$$;

INSERT INTO "broker_types" ("code", "display_name") VALUES
  ('kraken', 'Kraken');

INSERT INTO "broker_types" ("code", "display_name") VALUES
  ('kraken', 'Kraken'), ('coinbase', 'Coinbase'), ('binance', 'Binance'), ('bitvavo', 'Bitvavo');

INSERT INTO "broker_types" ("code", "display_name") VALUES ('zerodha-kite', 'Zerodha (Kite)');

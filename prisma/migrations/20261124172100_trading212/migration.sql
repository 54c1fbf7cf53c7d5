INSERT INTO "broker_types" ("code", "display_name") VALUES ('trading212', 'Trading 212');

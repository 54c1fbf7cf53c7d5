INSERT INTO "broker_types" ("code", "display_name") VALUES ('questrade', 'Questrade');

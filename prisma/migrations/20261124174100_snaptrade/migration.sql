INSERT INTO "broker_types" ("code", "display_name") VALUES ('snaptrade', 'SnapTrade');

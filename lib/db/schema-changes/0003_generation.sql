-- Raised at every start, here and in a file beside: a file that is ahead says that this database is an older copy.
CREATE TABLE "app_meta"."generation" (
  "one" boolean PRIMARY KEY DEFAULT true CHECK ("one"),
  "value" bigint NOT NULL
);
--> statement-breakpoint
INSERT INTO "app_meta"."generation" ("value") VALUES (0);

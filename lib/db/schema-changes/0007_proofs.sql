CREATE TABLE "proofs" (
	"migration_id" text PRIMARY KEY NOT NULL,
	"arrived_at" timestamp with time zone,
	"sealed_sender" text,
	"sender_until" timestamp with time zone,
	"answer" jsonb,
	"out" jsonb,
	"in_said" jsonb,
	"out_said" jsonb
);
--> statement-breakpoint
ALTER TABLE "proofs" ADD CONSTRAINT "proofs_migration_id_migrations_id_fk" FOREIGN KEY ("migration_id") REFERENCES "public"."migrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "proofs_sender" ON "proofs" USING btree ("sender_until") WHERE "proofs"."sealed_sender" is not null;
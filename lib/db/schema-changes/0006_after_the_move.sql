CREATE TABLE "guard_findings" (
	"id" text PRIMARY KEY NOT NULL,
	"migration_id" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"facts" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"over_at" timestamp with time zone
);
--> statement-breakpoint
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
CREATE TABLE "templates" (
	"migration_id" text NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"source" jsonb,
	"there" jsonb,
	"was_there" boolean DEFAULT false NOT NULL,
	CONSTRAINT "templates_migration_id_name_language_pk" PRIMARY KEY("migration_id","name","language")
);
--> statement-breakpoint
DROP INDEX "notices_one_unseen";--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "subject" jsonb;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "result" jsonb;--> statement-breakpoint
ALTER TABLE "migrations" ADD COLUMN "templates_read_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "migrations" ADD COLUMN "source_templates_readable" boolean;--> statement-breakpoint
ALTER TABLE "migrations" ADD COLUMN "guard_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "migrations" ADD COLUMN "guard_looked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "migrations" ADD COLUMN "guard_facts" jsonb;--> statement-breakpoint
ALTER TABLE "migrations" ADD COLUMN "closing" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "finding_id" text;--> statement-breakpoint
ALTER TABLE "guard_findings" ADD CONSTRAINT "guard_findings_migration_id_migrations_id_fk" FOREIGN KEY ("migration_id") REFERENCES "public"."migrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proofs" ADD CONSTRAINT "proofs_migration_id_migrations_id_fk" FOREIGN KEY ("migration_id") REFERENCES "public"."migrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_migration_id_migrations_id_fk" FOREIGN KEY ("migration_id") REFERENCES "public"."migrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "guard_findings_migration" ON "guard_findings" USING btree ("migration_id","at");--> statement-breakpoint
CREATE INDEX "proofs_sender" ON "proofs" USING btree ("sender_until") WHERE "proofs"."sealed_sender" is not null;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_finding_id_guard_findings_id_fk" FOREIGN KEY ("finding_id") REFERENCES "public"."guard_findings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "migrations_guard" ON "migrations" USING btree ("confirmed_at") WHERE "migrations"."status" = 'confirmed';--> statement-breakpoint
CREATE UNIQUE INDEX "notices_one_per_finding" ON "notices" USING btree ("finding_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_one_unseen" ON "notices" USING btree ("migration_id","user_id","kind") WHERE "notices"."seen_at" is null and "notices"."finding_id" is null;
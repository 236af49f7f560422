CREATE TABLE "callback_overrides" (
	"id" text PRIMARY KEY NOT NULL,
	"migration_id" text NOT NULL,
	"sealed_address" text NOT NULL,
	"host" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"next_try_at" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "callback_overrides" ADD CONSTRAINT "callback_overrides_migration_id_migrations_id_fk" FOREIGN KEY ("migration_id") REFERENCES "public"."migrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "callback_overrides_open" ON "callback_overrides" USING btree ("migration_id") WHERE "callback_overrides"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "callback_overrides_ended" ON "callback_overrides" USING btree ("ended_at");
CREATE TABLE "notices" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"migration_id" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone,
	"mail" text NOT NULL,
	"mail_tries" integer DEFAULT 0 NOT NULL,
	"mail_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "watch_shares" (
	"scope" text PRIMARY KEY NOT NULL,
	"used_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"body_hash" text PRIMARY KEY NOT NULL,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "migrations" ADD COLUMN "provider" text;--> statement-breakpoint
ALTER TABLE "migrations" ADD COLUMN "watch_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "migrations" ADD COLUMN "watch_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "migrations" ADD COLUMN "watch_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_migration_id_migrations_id_fk" FOREIGN KEY ("migration_id") REFERENCES "public"."migrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notices_one_unseen" ON "notices" USING btree ("migration_id","user_id","kind") WHERE "notices"."seen_at" is null;--> statement-breakpoint
CREATE INDEX "notices_user" ON "notices" USING btree ("user_id","at");--> statement-breakpoint
CREATE INDEX "notices_mail" ON "notices" USING btree ("mail_at") WHERE "notices"."mail" in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "migrations_watch" ON "migrations" USING btree ("watch_at") WHERE "migrations"."watch_at" is not null;--> statement-breakpoint
CREATE INDEX "migrations_source" ON "migrations" USING btree ("source_waba_id");--> statement-breakpoint
CREATE INDEX "migrations_destination" ON "migrations" USING btree ("destination_waba_id");
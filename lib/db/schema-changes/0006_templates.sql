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
ALTER TABLE "attempts" ADD COLUMN "subject" jsonb;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "result" jsonb;--> statement-breakpoint
ALTER TABLE "migrations" ADD COLUMN "templates_read_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "migrations" ADD COLUMN "source_templates_readable" boolean;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_migration_id_migrations_id_fk" FOREIGN KEY ("migration_id") REFERENCES "public"."migrations"("id") ON DELETE no action ON UPDATE no action;
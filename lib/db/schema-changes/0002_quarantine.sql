ALTER TABLE "migrations" ADD COLUMN "look_again_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "migrations" ADD COLUMN "quarantined_at" timestamp with time zone;
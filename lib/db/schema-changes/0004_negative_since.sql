ALTER TABLE "attempts" ADD COLUMN "negative_since" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" DROP COLUMN "first_negative_at";

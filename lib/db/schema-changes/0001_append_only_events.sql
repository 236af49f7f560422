-- The journal people and audits rely on: rows are added, never changed. A statement trigger, so that TRUNCATE is refused too.
CREATE FUNCTION "refuse_change_of_events"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "events_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "events"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_events"();
--> statement-breakpoint
-- One row that only the right master key can confirm: a wrong key is refused at boot and not at the first token.
CREATE TABLE "app_meta"."key_check" (
  "one" boolean PRIMARY KEY DEFAULT true CHECK ("one"),
  "value" text NOT NULL
);

CREATE TABLE "api_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"label" text NOT NULL,
	"token_hash" text NOT NULL,
	"last_four" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"id" text PRIMARY KEY NOT NULL,
	"migration_id" text NOT NULL,
	"command" text NOT NULL,
	"state" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"fence" integer NOT NULL,
	"intent_at" timestamp with time zone NOT NULL,
	"armed_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"error_code" text,
	"error_params" jsonb,
	"graph_code" integer,
	"graph_subcode" integer,
	"graph_user_text" text,
	"trace_id" text,
	"http_status" integer,
	"probe_count" integer DEFAULT 0 NOT NULL,
	"next_probe_at" timestamp with time zone,
	"negative_reads" integer DEFAULT 0 NOT NULL,
	"first_negative_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "budgets" (
	"attempt_id" text PRIMARY KEY NOT NULL,
	"scope" text NOT NULL,
	"command" text NOT NULL,
	"spent_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "checks" (
	"migration_id" text NOT NULL,
	"kind" text NOT NULL,
	"outcome" text NOT NULL,
	"fact" jsonb NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	"confirmed_by" text,
	CONSTRAINT "checks_migration_id_kind_pk" PRIMARY KEY("migration_id","kind")
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	"story" text,
	"sealed_token" text,
	"last_four" text NOT NULL,
	"sealed_app_secret" text,
	"app_id" text,
	"app_name" text,
	"token_type" text,
	"system_user_name" text,
	"scopes" text[] NOT NULL,
	"expires_at" timestamp with time zone,
	"accounts" jsonb NOT NULL,
	"problem" text,
	"checked_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"created_key" text,
	"created_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "customer_members" (
	"customer_id" text NOT NULL,
	"user_id" text NOT NULL,
	CONSTRAINT "customer_members_customer_id_user_id_pk" PRIMARY KEY("customer_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"customer_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"migration_id" text,
	"kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"data" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "events_customer_id_seq_pk" PRIMARY KEY("customer_id","seq")
);
--> statement-breakpoint
CREATE TABLE "gates" (
	"scope" text NOT NULL,
	"command" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"error_code" text NOT NULL,
	CONSTRAINT "gates_scope_command_pk" PRIMARY KEY("scope","command")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"actor_id" text NOT NULL,
	"key" text NOT NULL,
	"route" text NOT NULL,
	"state" text NOT NULL,
	"status" integer,
	"body" jsonb,
	"started_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_actor_id_key_pk" PRIMARY KEY("actor_id","key")
);
--> statement-breakpoint
CREATE TABLE "migrations" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"customer_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"realm" text NOT NULL,
	"status" text NOT NULL,
	"version" integer NOT NULL,
	"fence" integer DEFAULT 0 NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp with time zone,
	"source_waba_id" text,
	"source_waba_name" text,
	"source_unlisted" boolean DEFAULT false NOT NULL,
	"destination_waba_id" text,
	"destination_waba_name" text,
	"phone_e164" text,
	"phone_digits" text,
	"country" text,
	"line_type" text,
	"source_phone_number_id" text,
	"display_name" text,
	"phone_number_id" text,
	"code_method" text,
	"code_language" text,
	"code_requested_at" timestamp with time zone,
	"verified_at" timestamp with time zone,
	"registered_at" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"snapshot_before" jsonb,
	"snapshot_after" jsonb,
	"created_by" text NOT NULL,
	"created_key" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sandbox_worlds" (
	"id" text PRIMARY KEY NOT NULL,
	"state" jsonb NOT NULL,
	"version" integer NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "setup_links" (
	"secret_hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "throttles" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"role" text NOT NULL,
	"locale" text,
	"created_at" timestamp with time zone NOT NULL,
	"disabled_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_migration_id_migrations_id_fk" FOREIGN KEY ("migration_id") REFERENCES "public"."migrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checks" ADD CONSTRAINT "checks_migration_id_migrations_id_fk" FOREIGN KEY ("migration_id") REFERENCES "public"."migrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_members" ADD CONSTRAINT "customer_members_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_members" ADD CONSTRAINT "customer_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_migration_id_migrations_id_fk" FOREIGN KEY ("migration_id") REFERENCES "public"."migrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migrations" ADD CONSTRAINT "migrations_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migrations" ADD CONSTRAINT "migrations_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migrations" ADD CONSTRAINT "migrations_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_tokens_hash" ON "api_tokens" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_one_live_per_migration" ON "attempts" USING btree ("migration_id") WHERE "attempts"."state" in ('intent', 'armed', 'unknown');--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_idempotency" ON "attempts" USING btree ("actor_id","idempotency_key","command");--> statement-breakpoint
CREATE INDEX "attempts_migration" ON "attempts" USING btree ("migration_id","intent_at");--> statement-breakpoint
CREATE INDEX "budgets_scope" ON "budgets" USING btree ("scope","command","spent_at");--> statement-breakpoint
CREATE INDEX "connections_customer" ON "connections" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "connections_created_key" ON "connections" USING btree ("created_by","created_key");--> statement-breakpoint
CREATE INDEX "events_migration" ON "events" USING btree ("migration_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "migrations_reference" ON "migrations" USING btree ("reference");--> statement-breakpoint
CREATE UNIQUE INDEX "migrations_created_key" ON "migrations" USING btree ("created_by","created_key");--> statement-breakpoint
CREATE UNIQUE INDEX "migrations_one_live_per_number" ON "migrations" USING btree ("realm","phone_e164") WHERE "migrations"."phone_e164" is not null and "migrations"."status" not in ('confirmed', 'cancelled');--> statement-breakpoint
CREATE INDEX "migrations_customer" ON "migrations" USING btree ("customer_id","updated_at");--> statement-breakpoint
CREATE INDEX "migrations_digits" ON "migrations" USING btree ("phone_digits");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree ("email");
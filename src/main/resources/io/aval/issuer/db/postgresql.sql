-- The tables of Aval's issuer for PostgreSQL, for those who make tables by hand.
-- With org.liquibase:liquibase-core in the application Aval makes them itself.

create table aval_templates (
  id varchar(64) not null,
  name varchar(128) not null,
  lifetime_seconds bigint not null,
  clock_skew_seconds bigint not null,
  claims text not null,
  signing_algorithm varchar(16),
  sealed_key text,
  created_at bigint not null,
  updated_at bigint not null,
  version bigint not null,
  constraint aval_templates_pk primary key (id),
  constraint aval_templates_name_uq unique (name)
);

create table aval_key_ring (
  id bigint not null,
  version bigint not null,
  sealed text not null,
  constraint aval_key_ring_pk primary key (id)
);

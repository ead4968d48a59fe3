create table deploycrew.runs (
  id             text primary key,
  project        text not null,
  environment    text not null,
  target         text not null,
  state          text not null check (state in ('queued', 'running', 'resting')),
  cancel_asked   boolean not null default false,
  worker         text,
  epoch          bigint not null default 0,
  held_until     timestamptz,
  takeovers      integer not null default 0,
  entries        bigint not null,
  refusal        text,
  queued_at      timestamptz not null default clock_timestamp(),
  changed_at     timestamptz not null default clock_timestamp()
);

-- One environment's runs follow each other, whatever workers believe.
create unique index one_run_of_an_environment on deploycrew.runs (target, project, environment) where state = 'running';
create index runs_that_wait on deploycrew.runs (queued_at) where state <> 'resting';
create index runs_by_change on deploycrew.runs (changed_at);

create table deploycrew.journal (
  run       text not null references deploycrew.runs on delete cascade,
  sequence  bigint not null,
  entry     text not null,
  primary key (run, sequence)
);

create table deploycrew.snapshots (
  run       text not null references deploycrew.runs on delete cascade,
  number    integer not null,
  artifact  text not null,
  primary key (run, number)
);

create table deploycrew.access_tokens (
  name   text primary key,
  token  text not null
);

create table deploycrew.audit (
  number  bigint generated always as identity primary key,
  entry   text not null
);

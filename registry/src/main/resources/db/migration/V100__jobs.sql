-- Work behind the scenes: the table of db-scheduler 16, as its documentation has it. The id of a job is all its data.
create table accounts.scheduled_tasks (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures int,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
create index on accounts.scheduled_tasks (execution_time);
create index on accounts.scheduled_tasks (last_heartbeat);

grant select, insert, update, delete on accounts.scheduled_tasks to openbloctel_accounts;

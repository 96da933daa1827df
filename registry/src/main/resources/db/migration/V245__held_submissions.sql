-- A file that the guard does not let leave is held, not refused: why, since when, how often, and whether a person of the operator released it.
alter table accounts.submission
    drop constraint submission_state_check,
    add constraint submission_state_check
        check (state in ('RECEIVED', 'CHECKING', 'HELD', 'READY', 'DELIVERED', 'PURGED', 'REFUSED')),
    add column hold_kind text check (hold_kind in ('BUDGET_DAY', 'BUDGET_YEAR', 'SIGNS', 'STOPPED')),
    -- The figures of the guard, such as a share of lines; never a phone number.
    add column hold_figures text,
    add column held_at timestamptz,
    -- Attempts that ended in a hold: they did not fail, and were not abandoned.
    add column holds int not null default 0,
    add column released_at timestamptz,
    -- Since when it waits again after a hold; null before.
    add column requeued_at timestamptz,
    add constraint held_for_a_reason
        check (state <> 'HELD' or (hold_kind is not null and hold_figures is not null and held_at is not null));
create index on accounts.submission (received_at) where state = 'HELD';

-- What was sampled, each number with the weight of those that it stands for, so that samples of several levels can be added up. Null in rows
-- of the release before, whose sums are read in their place.
alter table accounts.guard_use
    add column judged double precision,
    add column judged_squares double precision,
    add column judged_unassigned double precision,
    add column judged_neighbours double precision,
    add column judged_opposed double precision;

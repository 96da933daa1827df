-- The page of a case shows the signals that led to it.
create index on accounts.signal (case_file) where case_file is not null;

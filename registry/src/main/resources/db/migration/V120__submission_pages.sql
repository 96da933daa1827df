-- What the sender of an upload said of its file's layout; null and empty: to be found.
alter table accounts.submission_upload
    add column option_columns text[] not null default '{}',
    add column option_separator text,
    add column option_encoding text,
    add column option_header boolean,
    add column option_quotes boolean;

-- From a submission to the one that reads its file in another way.
create index on accounts.submission (corrects) where corrects is not null;

-- Texts that the sender said stand for no number in a phone column, beside the usual ones. The release before reads such cells as unchecked.
alter table accounts.submission add column option_blanks text[] not null default '{}';
alter table accounts.submission_upload add column option_blanks text[] not null default '{}';

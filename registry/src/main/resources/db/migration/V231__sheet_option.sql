-- Which sheet of a workbook the sender named, by its name or number; null: to be found.
alter table accounts.submission add column option_sheet text;
alter table accounts.submission_upload add column option_sheet text;

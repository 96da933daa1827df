-- For which campaign a file is: what the certificate says of it. Free text of the sender's.
alter table accounts.submission add column campaign text;
alter table accounts.submission_upload add column campaign text;

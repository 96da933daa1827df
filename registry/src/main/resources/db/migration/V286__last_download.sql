-- When a returned file of a submission was last downloaded. What is here on the day of this change is kept as if it were downloaded today.
alter table accounts.submission add column downloaded_at timestamptz;
update accounts.submission set downloaded_at = now() where state = 'DELIVERED';

-- An inspector asks whether a number was on the list on a day: those that ended are looked for too, as long as their number is known.
create index on accounts.registration (number) where ended_at is not null and number is not null;

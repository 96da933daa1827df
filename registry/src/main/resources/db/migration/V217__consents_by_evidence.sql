-- One digest under very many consents proves none of them: its company is told.
create index on accounts.consent (recorded_by, evidence);

-- The alleged rules that no call of the case can have broken by the examination of its complaints, and the inspector's reason, wrapped for the
-- case. Null without any, and in rows of the release before, which writes neither: a reason holds only for the rules beside it.
alter table accounts.case_file add column beyond text[], add column beyond_reason bytea;

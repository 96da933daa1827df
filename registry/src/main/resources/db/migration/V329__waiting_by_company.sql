-- How many of a company's submissions wait is asked before each file is read: it took a walk through all of its submissions.
create index on accounts.submission (company) where state in ('RECEIVED', 'CHECKING', 'HELD');

-- When the inspector who has the case got a mail that the company's time to answer is over, and the last mail that it answered; null before.
alter table accounts.case_file add column term_notified_at timestamptz, add column answer_notified_at timestamptz;

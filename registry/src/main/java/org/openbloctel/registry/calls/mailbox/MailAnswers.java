package org.openbloctel.registry.calls.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Answers mails: one answer a mail, once all of its files are settled, in one transaction with the word that it is answered. A member who left
 * their company meanwhile is not answered. Thread-safe; several servers may answer at once.
 */
public final class MailAnswers {
    private static final int BATCH = 500;
    /** After so many it is not the mails: the database is away, perhaps. */
    private static final int MAX_FAULTS = 10;

    private final Database database;
    private final Outbox outbox;
    private final Members members;
    private final Submissions submissions;
    private final RefusalWords words;
    private final MailRows rows;

    /** Answers to the mails of this database. */
    public MailAnswers(Database database, Outbox outbox, Members members, Submissions submissions, RefusalWords words) {
        this.database = database;
        this.outbox = outbox;
        this.members = members;
        this.submissions = submissions;
        this.words = words;
        this.rows = MailRows.in(database);
    }

    /** Answers the mails that are due; returns how many. A mail that cannot be answered is thrown at the end, after the others. */
    @SuppressWarnings("IllegalCatch") // any fault is thrown on
    public int answerDue() {
        int answered = 0;
        List<RuntimeException> faults = new ArrayList<>();
        for (MailRows.Waiting mail : rows.waiting(BATCH)) {
            try {
                answered += answer(mail) ? 1 : 0;
            } catch (RuntimeException e) {
                faults.add(e);
                if (faults.size() == MAX_FAULTS) {
                    break;
                }
            }
        }
        if (!faults.isEmpty()) {
            throw faults.getFirst();
        }
        return answered;
    }

    private boolean answer(MailRows.Waiting mail) {
        Optional<Member> member = members.find(mail.member());
        if (member.isEmpty()) {
            return rows.answered(mail.id());
        }
        List<ReportMail.Line> lines = new ArrayList<>();
        for (Settlement.Part part : rows.parts(mail.id())) {
            Optional<Submission> submission = part.submission().flatMap(id -> submission(member.get(), id));
            if (submission.filter(one -> !one.state().isSettled()).isPresent()) {
                return false;
            }
            lines.add(new ReportMail.Line(part, submission));
        }
        return database.inAccounts(() -> {
            boolean first = rows.answered(mail.id());
            if (first) {
                outbox.put(ReportMail.of(member.get(), mail.messageId(), lines, words));
            }
            return first;
        });
    }

    /** Nothing when it is gone: three years are over, or the clock was moved. */
    private Optional<Submission> submission(Member member, java.util.UUID id) {
        try {
            return Optional.of(submissions.get(member.company(), id));
        } catch (RefusedException gone) {
            return Optional.empty();
        }
    }
}

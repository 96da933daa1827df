package org.openbloctel.registry.platform.outbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.doctor.Defect;
import org.openbloctel.registry.platform.doctor.Defects;
import org.openbloctel.registry.platform.doctor.Examination;

/** Mails that wait, as the doctor examines them: each can be written, is due within the time of a retry, and hides its links. */
public final class OutboxExamination implements Examination {
    /** The longest wait between two attempts. */
    private static final Duration MAX_WAIT = Duration.ofMinutes(1L << (Outbox.ATTEMPTS - 2));

    private static final Duration SLACK = Duration.ofHours(1);

    private final OutboxRows rows;
    private final InstantSource clock;
    private final Predicate<String> known;

    /**
     * All mails that wait in a database.
     *
     * @param known whether there is a template of this name
     */
    public OutboxExamination(Database database, InstantSource clock, Predicate<String> known) {
        this.rows = database.rows(OutboxRows.class);
        this.clock = clock;
        this.known = known;
    }

    @Override
    public String name() {
        return "mails";
    }

    @Override
    public void run(Defects defects) {
        defects.examined("mails", rows.waiting());
        rows.dueAfter(clock.instant().plus(MAX_WAIT).plus(SLACK))
                .forEach(id -> defects.add(Defect.MAIL_TOO_LATE, id.toString()));
        rows.plain(clock.instant().minus(SLACK)).forEach(id -> defects.add(Defect.MAIL_PLAIN, id.toString()));
        rows.templates().forEach((template, id) -> {
            if (!known.test(Outbox.template(template))) {
                defects.add(Defect.MAIL_UNKNOWN, id.toString());
            }
        });
    }
}

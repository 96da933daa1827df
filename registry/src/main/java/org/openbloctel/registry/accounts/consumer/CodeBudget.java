package org.openbloctel.registry.accounts.consumer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * A sender within limits of the whole service: codes of an hour and of a day are counted in the database, by all servers together. The code that
 * takes the last of either raises the alarm, once; those behind it are refused before they are made. Thread-safe.
 */
public final class CodeBudget implements NumberCodes.Sender {
    private final Database database;
    private final CodeBudgetRows rows;
    private final InstantSource clock;
    private final NumberCodes.Sender sender;
    private final Limits limits;
    private final Alarm alarm;

    /** Codes that this sender brings. */
    public CodeBudget(Database database, InstantSource clock, NumberCodes.Sender sender, Limits limits, Alarm alarm) {
        this.database = database;
        this.rows = database.rows(CodeBudgetRows.class);
        this.clock = clock;
        this.sender = sender;
        this.limits = limits;
        this.alarm = alarm;
    }

    /** The codes that the service sends within an hour and within a day; 0 is no limit. */
    public record Limits(int hour, int day) {}

    /** The operator's alarm; runs in the transaction of the code that took the last. */
    public interface Alarm {
        /** No more codes go out before the end of this hour or day. */
        void spent(CodeSpan span, int limit);
    }

    /**
     * The codes of the present hour or day.
     *
     * @param limit 0 for none
     */
    public record Use(CodeSpan span, int sent, int limit) {
        /** Whether no more go out. */
        public boolean spent() {
            return limit > 0 && sent >= limit;
        }
    }

    @Override
    public void admit() {
        Instant now = clock.instant();
        Map<CodeSpan, Integer> sent = rows.count(CodeSpan.DAY.start(now), CodeSpan.HOUR.start(now));
        for (CodeSpan span : CodeSpan.values()) {
            Use use = new Use(span, sent.getOrDefault(span, 0), limit(span));
            if (use.spent() && use.sent() > use.limit()) {
                long hours = Duration.between(now, span.end(now).plus(Duration.ofHours(1)))
                        .toHours();
                throw new RefusedException(new ConsumerRefusal.CodesSpent(Math.max(1, hours)));
            }
            if (use.spent() && rows.alarm(span, span.start(now))) {
                alarm.spent(span, use.limit());
            }
        }
    }

    /** One that was not accepted for delivery is counted no more. */
    @Override
    public boolean send(PhoneNumber number, String code, Channel channel, Locale locale) {
        boolean accepted = sender.send(number, code, channel, locale);
        if (!accepted) {
            Instant now = clock.instant();
            database.runInAccounts(() -> {
                rows.uncount(CodeSpan.DAY, CodeSpan.DAY.start(now));
                rows.uncount(CodeSpan.HOUR, CodeSpan.HOUR.start(now));
            });
        }
        return accepted;
    }

    /** The codes of this day and hour. */
    public List<Use> now() {
        Instant now = clock.instant();
        return Stream.of(CodeSpan.values())
                .map(span -> new Use(span, rows.sent(span, span.start(now)).orElse(0), limit(span)))
                .toList();
    }

    private int limit(CodeSpan span) {
        return switch (span) {
            case DAY -> limits.day();
            case HOUR -> limits.hour();
        };
    }
}

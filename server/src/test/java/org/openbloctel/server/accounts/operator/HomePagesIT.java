package org.openbloctel.server.accounts.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.service.helpdesk.Questions;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The operator's home: what is to be done today and what ends when, from the questions of others too, which it counts and does not show. */
final class HomePagesIT {
    private static final Pattern WAITING =
            Pattern.compile("Questions qui attendent une réponse\u00a0: ([\\d\u202f\u00a0]+)<");
    private static final Pattern LATE =
            Pattern.compile("Questions dont le délai est dépassé\u00a0: ([\\d\u202f\u00a0]+)<");

    @Test
    void homeCountsQuestionsThatWaitAndThoseThatAreLate() {
        Visitor staff = Person.staff().signedIn();
        String before = staff.get("/operateur").body();
        UUID asked = SharedServer.get()
                .bean(Questions.class)
                .ask(
                        new Questions.Typed("lea@example.org", "Un sujet secret", "Une question secrète", "", null),
                        Locale.FRENCH)
                .id();
        String after = staff.get("/operateur").body();
        assertThat(counted(WAITING, after)).isEqualTo(counted(WAITING, before) + 1);
        assertThat(after)
                .contains("Échéances par jour", "réponse", "/operateur/questions")
                .doesNotContain("Un sujet secret", "lea@example.org", "/inspection", "Signalements");

        Instant late = SharedServer.get().clock().instant().minus(Duration.ofHours(1));
        JdbcClient.create(SharedServer.get().database().owner())
                .sql("update accounts.ticket set due_at = ? where id = ?")
                .params(late.atOffset(ZoneOffset.UTC), asked)
                .update();
        String overdue = staff.get("/operateur").body();
        assertThat(counted(LATE, overdue)).isEqualTo(counted(LATE, before) + 1);
        assertThat(counted(WAITING, overdue)).isEqualTo(counted(WAITING, before));
        assertThat(overdue).contains("en retard", "dont en retard");
    }

    private static long counted(Pattern pattern, String page) {
        Matcher found = pattern.matcher(page);
        return found.find() ? Long.parseLong(found.group(1).replaceAll("\\D", "")) : 0;
    }
}

package org.openbloctel.server.calls.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.calls.consent.ClaimedConsent;
import org.openbloctel.registry.calls.consent.Claims;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The people behind numbers, and what companies claim of them, as the tests of the pages about consents make them. */
final class ConsentPeople {
    /** When a claim was given, if nothing else is said: the day before the server's clock starts. */
    static final String GIVEN = "2026-11-24T15:00:00+01:00";

    private final ServerFixture server;

    ConsentPeople(ServerFixture server) {
        this.server = server;
    }

    /** Statements that no feature may make. */
    JdbcClient owner() {
        return JdbcClient.create(server.database().owner());
    }

    /** A claim that lacks nothing, for a year. */
    static ClaimedConsent claim(String reference, String number, String goods, String sector) {
        return claim(reference, number, goods, sector, List.of(), GIVEN);
    }

    static ClaimedConsent claim(
            String reference, String number, String goods, String sector, List<String> thirdParties, String givenAt) {
        return Claims.of(reference, number, null, thirdParties, goods, sector, givenAt, "2027-11-24T15:00:00+01:00");
    }

    /** Records a claim; answers the consent's id. */
    UUID record(UUID company, ClaimedConsent claim) {
        Consents.Answer answer = server.bean(Consents.class)
                .record(company, "key:1", false, List.of(claim))
                .getFirst();
        assertThat(answer.refusal()).isNull();
        return Objects.requireNonNull(answer.id());
    }

    /** A consumer whose number is registered, and proved by a code or not. */
    SignedIn.Consumer consumer(String number, boolean proved) {
        Consumers consumers = server.bean(Consumers.class);
        String email = UUID.randomUUID() + "@example.org";
        consumers.ask(number, email, Locale.FRENCH);
        String link = owner().sql("select parameters[array_position(parameters, 'link') + 1] from accounts.outbox"
                        + " where recipient = ? and template = 'consumer/confirm'")
                .param(email)
                .query(String.class)
                .single();
        Consumers.Opposed opposed = consumers.confirm(link.substring(link.indexOf('=') + 1));
        if (proved) {
            owner().sql("update accounts.registration set proved_at = ? where consumer = ?")
                    .params(OffsetDateTime.ofInstant(server.clock().instant(), ZoneOffset.UTC), opposed.consumer())
                    .update();
        }
        return new SignedIn.Consumer(opposed.consumer());
    }
}

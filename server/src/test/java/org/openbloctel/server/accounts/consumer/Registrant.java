package org.openbloctel.server.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.accounts.credential.Person.way;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.server.accounts.credential.Person;
import org.openbloctel.server.app.SharedServer;
import org.openbloctel.server.app.Visitor;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A consumer on the shared server with one number on the list.
 *
 * @param visitor a browser in which they are signed in
 * @param number theirs, as it is typed
 * @param registration its id
 */
record Registrant(String email, Visitor visitor, String number, UUID registration) {
    private static final AtomicInteger COUNT = new AtomicInteger(1_000);

    /** A new one. */
    static Registrant make() {
        String email = Person.newEmail();
        String number = newNumber();
        SharedServer.get().bean(Consumers.class).ask(number, email, Locale.FRENCH);
        String token = token(email, "confirm");
        Visitor visitor = SharedServer.visitor();
        visitor.get("/confirmer?jeton=" + token);
        String receipt = way(visitor.post("/confirmer", Map.of("jeton", token)));
        assertThat(receipt).startsWith("/espace/numeros/");
        visitor.get(receipt);
        UUID registration = UUID.fromString(receipt.substring(receipt.lastIndexOf('/') + 1));
        return new Registrant(email, visitor, number, registration);
    }

    /** A number of the ranges for fiction that no other consumer has, as it is typed. */
    static String newNumber() {
        int next = COUNT.getAndIncrement();
        return String.format(Locale.ROOT, "06 39 98 %02d %02d", next / 100 % 100, next % 100);
    }

    /** The number as pages show it. */
    String spelled() {
        return number.replace(' ', '\u00a0');
    }

    /** The page of their number. */
    String path() {
        return "/espace/numeros/" + registration;
    }

    /** The token in the latest mail of a kind to an address. */
    static String token(String email, String mail) {
        return rows().sql("select substring(parameters[array_position(parameters, 'link') + 1] from 'jeton=(.*)$')"
                        + " from accounts.outbox where recipient = ? and template = ? order by created_at desc limit 1")
                .params(email, "consumer/" + mail)
                .query(String.class)
                .single();
    }

    /** How many mails of a kind went to an address. */
    static long mails(String email, String mail) {
        return Person.mails(email).stream().filter(("consumer/" + mail)::equals).count();
    }

    /** Of their numbers, those that are on the list. */
    List<String> alive() {
        return rows().sql("select r.id::text from accounts.registration r join accounts.consumer c on c.id = r.consumer"
                        + " where c.email = ? and r.ended_at is null")
                .param(email)
                .query(String.class)
                .list();
    }

    static JdbcClient rows() {
        return JdbcClient.create(SharedServer.get().database().owner());
    }
}

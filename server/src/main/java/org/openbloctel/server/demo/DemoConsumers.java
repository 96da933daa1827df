package org.openbloctel.server.demo;

import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.openbloctel.registry.accounts.consumer.ConsumerSettings;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.NumberCodes;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;

/**
 * The demo's consumer, who has two numbers on the list, the second proved by a code, and some 2,400 numbers more, so that about
 * one in 25 of the numbers that ARCEP keeps for fiction is opposed.
 */
final class DemoConsumers {
    static final String EMAIL = "camille.durand@courriel.example";

    private static final List<String> NUMBERS = List.of("01 99 00 12 34", "06 39 98 12 34");
    private static final long[] FICTION = {33_199_00L, 33_261_91L, 33_353_01L, 33_465_71L, 33_536_49L, 33_639_98L};
    private static final int BLOCK = 10_000;
    private static final int ONE_IN = 25;
    private static final long SEED = 20_160_601;

    private final Database database;
    private final InstantSource clock;
    private final Consumers consumers;
    private final NumberCodes codes;
    private final List<String> followed = new ArrayList<>();
    private String code = "";

    DemoConsumers(Database database, InstantSource clock, AuditTrail audit, Outbox outbox, URI portal) {
        this.database = database;
        this.clock = clock;
        ConsumerSettings settings = new ConsumerSettings(portal, false);
        this.consumers = new Consumers(database, outbox, audit, clock, settings);
        this.codes = new NumberCodes(database, outbox, audit, clock, settings, this::arrives);
    }

    /** A sample person has no telephone to receive a code: it is entered at once. */
    private boolean arrives(PhoneNumber number, String sent, NumberCodes.Sender.Channel channel, Locale locale) {
        code = sent;
        return true;
    }

    /** Registers them all; answers who the consumer is. */
    UUID make() {
        Consumers.Opposed.Registered last =
                NUMBERS.stream().map(this::register).toList().getLast();
        codes.send(last.consumer(), last.registration().id(), NumberCodes.Sender.Channel.SMS);
        codes.enter(last.consumer(), last.registration().id(), code);
        Random random = new Random(SEED);
        for (long block : FICTION) {
            for (int i = 0; i < BLOCK; i++) {
                if (random.nextInt(ONE_IN) == 0) {
                    bring(block * BLOCK + i);
                }
            }
        }
        return last.consumer();
    }

    private Consumers.Opposed.Registered register(String number) {
        consumers.ask(number, EMAIL, Locale.FRENCH);
        return (Consumers.Opposed.Registered) consumers.confirm(tokenInTheMail());
    }

    /** As the consumer finds it: in the link of the mail that waits to be sent. */
    private String tokenInTheMail() {
        database.writeKept();
        String[] parameters = database.accounts()
                .sql("select parameters from accounts.outbox where recipient = ? and template = 'consumer/confirm'"
                        + " and not parameters && cast(? as text[])")
                .params(EMAIL, followed.toArray(String[]::new))
                .query((row, n) -> (String[]) row.getArray(1).getArray())
                .single();
        for (int i = 0; i + 1 < parameters.length; i += 2) {
            if (parameters[i].equals("link")) {
                followed.add(parameters[i + 1]);
                return parameters[i + 1].substring(parameters[i + 1].indexOf("jeton=") + "jeton=".length());
            }
        }
        throw new IllegalStateException("the mail has no link");
    }

    private void bring(long number) {
        database.accounts()
                .sql("select list.bring(?, ?)")
                .params(database.listNumbers().seal(number), clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }
}

package org.openbloctel.server.app;

import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Random;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.consumer.ConsumerSettings;
import org.openbloctel.registry.consumer.Consumers;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.outbox.Outbox;

/**
 * The demo's consumer, who has two numbers on the list, and some 2,400 numbers more, so that about one in 25 of the numbers
 * that ARCEP keeps for fiction is opposed.
 */
final class DemoConsumers {
    static final String EMAIL = "camille.durand@courriel.example";

    private static final String[] NUMBERS = {"01 99 00 12 34", "06 39 98 12 34"};
    private static final long[] FICTION = {33_199_00L, 33_261_91L, 33_353_01L, 33_465_71L, 33_536_49L, 33_639_98L};
    private static final int BLOCK = 10_000;
    private static final int ONE_IN = 25;
    private static final long SEED = 20_160_601;

    private final Database database;
    private final InstantSource clock;
    private final Consumers consumers;

    DemoConsumers(Database database, InstantSource clock, AuditTrail audit, Outbox outbox, URI portal) {
        this.database = database;
        this.clock = clock;
        this.consumers = new Consumers(database, outbox, audit, clock, new ConsumerSettings(portal, false));
    }

    /** Registers them all. */
    void make() {
        for (String number : NUMBERS) {
            consumers.ask(number, EMAIL, Locale.FRENCH);
            consumers.confirm(tokenInTheMail());
        }
        Random random = new Random(SEED);
        for (long block : FICTION) {
            for (int i = 0; i < BLOCK; i++) {
                if (random.nextInt(ONE_IN) == 0) {
                    oppose(block * BLOCK + i);
                }
            }
        }
    }

    /** As the consumer finds it: in the link of the mail that waits to be sent. */
    private String tokenInTheMail() {
        String[] parameters = database.accounts()
                .sql("select parameters from accounts.outbox where recipient = ? and template = 'consumer/confirm'"
                        + " order by created_at desc, next_attempt_at desc limit 1")
                .param(EMAIL)
                .query((row, n) -> (String[]) row.getArray(1).getArray())
                .single();
        for (int i = 0; i + 1 < parameters.length; i += 2) {
            if (parameters[i].equals("link")) {
                return parameters[i + 1].substring(parameters[i + 1].indexOf("jeton=") + "jeton=".length());
            }
        }
        throw new IllegalStateException("the mail has no link");
    }

    private void oppose(long number) {
        database.accounts()
                .sql("select list.oppose(?, ?)")
                .params(number, clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }
}

package org.openbloctel.registry.calls.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.Confirmations;
import org.openbloctel.registry.accounts.consumer.ConsumerSettings;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.consumer.NumberCodes;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.accounts.consumer.Registration;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** The wish to withdraw older consents is given up only when they are withdrawn, through any fault in between. */
final class OlderConsentsIT {
    private static final UUID COMPANY = new UUID(1, 1);
    private static final String NUMBER = "0639980001";

    private final ConsentWorld world = new ConsentWorld();
    private final Outbox outbox = new Outbox(world.database, world.clock);
    private final List<String> codes = new ArrayList<>();
    private final ConsumerSettings settings = new ConsumerSettings(URI.create("https://oppose.example/"), false);
    private final Consumers consumers = new Consumers(world.database, outbox, world.audit, world.clock, settings);
    private final NumberCodes numbers = new NumberCodes(
            world.database,
            outbox,
            world.audit,
            world.clock,
            settings,
            (number, code, channel, locale) -> codes.add(code));
    private final NumberConsents consents = new NumberConsents(
            world.database,
            world.clock,
            world.audit,
            consumers,
            world.keys,
            News.in(world.database, world.clock, world.audit));
    private final Confirmations confirmations = new Confirmations(world.database, consumers, numbers, consents);

    @BeforeEach
    void consented() {
        world.company(COMPANY, "000000018");
        assertThat(world.consents
                        .record(COMPANY, "key:1", false, List.of(ConsentWorld.claim("r-1", NUMBER, null)))
                        .getFirst()
                        .refusal())
                .isNull();
    }

    private String asked(boolean wish) {
        consumers.ask(NUMBER, "camille@example.org", Locale.FRENCH, wish);
        return outbox.take(10).stream()
                .map(taken -> {
                    outbox.sent(taken);
                    return taken.message().parameters().getOrDefault("link", "");
                })
                .filter(link -> link.contains("?jeton="))
                .map(link -> link.substring(link.indexOf("?jeton=") + "?jeton=".length()))
                .findFirst()
                .orElseThrow();
    }

    private static Consumers.Opposed.Registered registered(Confirmations.Confirmed confirmed) {
        return (Consumers.Opposed.Registered) confirmed.opposed();
    }

    private boolean holds() {
        return world.consents.of(List.of(new Consents.Pair(COMPANY, 33639980001L))).getFirst().stream()
                .anyMatch(one -> one.covers(world.now));
    }

    /** As a crash of the database would: every withdrawal fails. */
    private void breakWithdrawals() {
        world.owner()
                .sql("create function accounts.fails() returns trigger language plpgsql as"
                        + " $$ begin raise exception 'the disk is full'; end $$")
                .update();
        world.owner()
                .sql(
                        "create trigger fails before update on accounts.consent for each row execute function accounts.fails()")
                .update();
    }

    private void mendWithdrawals() {
        world.owner().sql("drop trigger fails on accounts.consent").update();
    }

    @Test
    void wishOutlivesAWithdrawalThatFailsBehindTheCode() {
        Confirmations.Confirmed confirmed = confirmations.confirm(asked(true), null);
        assertThat(confirmed.older()).isEqualTo(new Confirmations.Waiting());
        assertThat(holds()).as("nobody proved the number").isTrue();
        UUID consumer = confirmed.opposed().consumer();
        UUID registration = registered(confirmed).registration().id();
        numbers.send(consumer, registration, NumberCodes.Sender.Channel.SMS);
        breakWithdrawals();
        assertThatThrownBy(() -> confirmations.enter(consumer, registration, codes.getLast(), true))
                .isNotInstanceOf(RefusedException.class);
        assertThat(consumers.wantsOlderWithdrawn(consumer, registration)).isTrue();
        assertThat(consumers.registration(consumer, registration).provedAt())
                .as("the code may be entered again")
                .isNull();
        mendWithdrawals();
        Confirmations.Entered entered = confirmations.enter(consumer, registration, codes.getLast(), true);
        assertThat(entered.older()).isEqualTo(new Confirmations.Withdrawn(1));
        assertThat(holds()).isFalse();
        assertThat(consumers.wantsOlderWithdrawn(consumer, registration)).isFalse();
    }

    @Test
    void wishOutlivesAWithdrawalThatFailsBehindTheLink() {
        Consumers.Opposed.Registered first = registered(confirmations.confirm(asked(false), null));
        Registration proved = first.registration();
        numbers.send(first.consumer(), proved.id(), NumberCodes.Sender.Channel.SMS);
        confirmations.enter(first.consumer(), proved.id(), codes.getLast(), false);
        assertThat(holds()).as("nobody wished it").isTrue();
        String token = asked(true);
        breakWithdrawals();
        assertThatThrownBy(() -> confirmations.confirm(token, null)).isNotInstanceOf(RefusedException.class);
        assertThat(consumers.toConfirm(token)).contains(PhoneNumber.read(NUMBER));
        assertThat(consumers.confirmsOlderWish(token)).isTrue();
        mendWithdrawals();
        assertThat(confirmations.confirm(token, null).older()).isEqualTo(new Confirmations.Withdrawn(1));
        assertThat(holds()).isFalse();
        assertThat(consumers.wantsOlderWithdrawn(first.consumer(), proved.id())).isFalse();
    }

    @Test
    void wrongCodesAreCountedAndWithdrawNothing() {
        Confirmations.Confirmed confirmed = confirmations.confirm(asked(true), null);
        UUID consumer = confirmed.opposed().consumer();
        UUID registration = registered(confirmed).registration().id();
        numbers.send(consumer, registration, NumberCodes.Sender.Channel.SMS);
        for (int left = NumberCodes.MAX_WRONG - 1; left >= NumberCodes.MAX_WRONG - 2; left--) {
            int still = left;
            assertThatThrownBy(() -> confirmations.enter(consumer, registration, "no", true))
                    .extracting(e -> ((RefusedException) e).refusal())
                    .isEqualTo(new ConsumerRefusal.WrongCode(still));
        }
        assertThat(holds()).isTrue();
        assertThat(consumers.wantsOlderWithdrawn(consumer, registration)).isTrue();
    }
}

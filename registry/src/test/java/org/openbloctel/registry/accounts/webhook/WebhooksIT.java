package org.openbloctel.registry.accounts.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.accounts.webhook.WebhookFixture.COMPANY;
import static org.openbloctel.registry.accounts.webhook.WebhookFixture.ME;
import static org.openbloctel.registry.accounts.webhook.WebhookFixture.OTHER;
import static org.openbloctel.registry.accounts.webhook.WebhookFixture.URL;
import static org.openbloctel.registry.accounts.webhook.WebhookFixture.wanted;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** Endpoints: made, changed and turned off by their company alone; their secrets shown once; what they are told of. */
final class WebhooksIT {
    private static final Duration TICK = Duration.ofMillis(1);

    private WebhookFixture world;
    private Webhooks webhooks;

    @BeforeEach
    void start() {
        world = new WebhookFixture();
        webhooks = world.webhooks();
    }

    private Webhooks.Made make(@Nullable String key) {
        return webhooks.make(COMPANY, ME, wanted(URL, Event.Type.SUBMISSION_READY), key);
    }

    private Secret secret(Webhooks.Made made) {
        return made.secret().orElseThrow();
    }

    @Test
    void companyHasTenEndpointsAlsoWhenManyAreMadeAtOnce() throws Exception {
        List<String> ends = AtOnce.times(14, () -> {
            try {
                make(null);
                return "made";
            } catch (RefusedException e) {
                return e.refusal().code();
            }
        });
        assertThat(ends).filteredOn("made"::equals).hasSize(Webhooks.MAX);
        assertThat(ends).filteredOn("BT-0726"::equals).hasSize(4);
        assertThat(webhooks.of(COMPANY)).hasSize(Webhooks.MAX);
        world.webhook(OTHER);
        webhooks.delete(COMPANY, webhooks.of(COMPANY).getFirst().id(), ME);
        make(null);
    }

    @Test
    void sameRequestUnderOneKeyMakesOneEndpointAndRepeatsItsSecretForAnHour() throws Exception {
        List<Webhooks.Made> all = AtOnce.times(6, () -> make("key-1"));
        assertThat(all)
                .extracting(made -> made.webhook().id())
                .containsOnly(all.getFirst().webhook().id());
        assertThat(all)
                .extracting(made -> secret(made).text())
                .containsOnly(secret(all.getFirst()).text());
        assertThat(all).filteredOn(made -> !made.again()).hasSize(1);
        world.later(Duration.ofHours(1));
        assertThat(make("key-1").secret()).isPresent();
        world.later(TICK);
        assertThat(make("key-1").secret()).as("shown for an hour").isEmpty();
        assertThat(webhooks.of(COMPANY)).hasSize(1);
    }

    @Test
    void keyOfAnotherRequestIsRefusedAndAnotherCompanysKeyIsItsOwn() {
        make("key-1");
        for (Webhooks.Wanted other : List.of(
                wanted("https://hooks.example.org/other", Event.Type.SUBMISSION_READY),
                wanted(URL, Event.Type.SUBMISSION_REFUSED),
                new Webhooks.Wanted(URL, "Autre", List.of(Event.Type.SUBMISSION_READY.code())))) {
            assertRefused(() -> webhooks.make(COMPANY, ME, other, "key-1"), "BT-0413");
        }
        assertThat(webhooks.make(OTHER, ME, wanted(URL, Event.Type.SUBMISSION_READY), "key-1")
                        .again())
                .isFalse();
    }

    @Test
    void newSecretSignsFirstAndTheOneBeforeForADayBesideIt() {
        Webhooks.Made made = make(null);
        UUID id = made.webhook().id();
        Secret second = webhooks.rotate(COMPANY, id, ME);
        assertThat(signers()).containsExactly(second.text(), secret(made).text());
        Secret third = webhooks.rotate(COMPANY, id, ME);
        assertThat(signers()).as("the one before the one before no more").containsExactly(third.text(), second.text());
        world.later(Webhooks.OLD_SECRET_SIGNS.minus(TICK));
        assertThat(signers()).hasSize(2);
        world.later(TICK);
        assertThat(signers()).containsExactly(third.text());
    }

    /** The secrets that sign what is sent now. */
    private List<String> signers() {
        world.raise(1);
        List<Deliveries.Outgoing> due = world.take();
        due.forEach(outgoing -> world.deliveries().settle(outgoing, WebhookFixture.answered(204)));
        return due.getFirst().secrets().stream().map(Secret::text).toList();
    }

    @Test
    void requestForANewSecretThatIsRepeatedThrowsNoneAway() throws Exception {
        Webhooks.Made made = make(null);
        UUID id = made.webhook().id();
        List<Webhooks.Made> all = AtOnce.times(5, () -> webhooks.rotate(COMPANY, id, ME, "key-1"));
        String second = secret(all.getFirst()).text();
        assertThat(all).extracting(one -> secret(one).text()).containsOnly(second);
        assertThat(signers()).containsExactly(second, secret(made).text());
        world.later(Duration.ofHours(1));
        assertThat(secret(webhooks.rotate(COMPANY, id, ME, "key-1")).text()).isEqualTo(second);
        world.later(TICK);
        assertThat(webhooks.rotate(COMPANY, id, ME, "key-1").secret()).isEmpty();
        assertThat(signers()).hasSize(2);

        Secret third = webhooks.rotate(COMPANY, id, ME);
        Secret fourth = secret(webhooks.rotate(COMPANY, id, ME, "key-1"));
        assertThat(signers())
                .as("the key was known until the next change")
                .containsExactly(fourth.text(), third.text());
    }

    @Test
    void secretsAndAddressesAreInNoTextOfAnObject() {
        Webhooks.Made made = make("key-1");
        world.raise(1);
        Deliveries.Outgoing outgoing = world.take().getFirst();
        String secret = secret(made).text().substring("whsec_".length());
        for (Object one : List.of(
                made, made.webhook(), wanted(URL, Event.Type.TEST), outgoing, webhooks.of(COMPANY), secret(made))) {
            assertThat(one.toString())
                    .as("%s", one.getClass().getSimpleName())
                    .doesNotContain("very-secret")
                    .doesNotContain(secret)
                    .doesNotContain("submission.ready\":");
        }
    }

    @Test
    void secretIsWrappedInItsColumnAndBoundToItsEndpoint() {
        Webhooks.Made one = make(null);
        Webhooks.Made two = make(null);
        byte[] bytes = secret(one).bytes();
        String stored = new String(stored(one), StandardCharsets.ISO_8859_1);
        assertThat(stored).doesNotContain(new String(bytes, StandardCharsets.ISO_8859_1));
        world.database
                .accounts()
                .sql("update accounts.webhook set secret = ? where id = ?")
                .params(stored(one), two.webhook().id())
                .update();
        world.raise(1);
        assertThat(world.take())
                .as("an endpoint with the secret of another is sent nothing")
                .extracting(Deliveries.Outgoing::webhook)
                .containsExactly(one.webhook().id());
    }

    private byte[] stored(Webhooks.Made made) {
        return world.database
                .accounts()
                .sql("select secret from accounts.webhook where id = ?")
                .param(made.webhook().id())
                .query(byte[].class)
                .single();
    }

    @Test
    void anothersEndpointIsUnknownByEveryDoor() {
        Webhook theirs = world.webhook(OTHER);
        UUID id = theirs.id();
        UUID delivery = webhooks.test(OTHER, id, ME);
        Deliveries deliveries = world.deliveries();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> webhooks.get(COMPANY, id),
                () -> webhooks.change(COMPANY, id, ME, wanted(URL, Event.Type.CAMPAIGN_DUE)),
                () -> webhooks.rotate(COMPANY, id, ME),
                () -> webhooks.rotate(COMPANY, id, ME, "key-1"),
                () -> webhooks.disable(COMPANY, id, ME),
                () -> webhooks.enable(COMPANY, id, ME),
                () -> webhooks.delete(COMPANY, id, ME),
                () -> webhooks.test(COMPANY, id, ME),
                () -> deliveries.of(COMPANY, id, Long.MAX_VALUE, 10),
                () -> deliveries.get(COMPANY, id, delivery),
                () -> deliveries.payload(COMPANY, id, delivery),
                () -> deliveries.failed(COMPANY, id),
                () -> deliveries.resend(COMPANY, id, delivery, ME),
                () -> deliveries.resendFailed(COMPANY, id, ME))) {
            assertRefused(call, "BT-0723");
        }
        Webhook ours = world.webhook();
        assertRefused(() -> deliveries.get(COMPANY, ours.id(), delivery), "BT-0724");
        assertRefused(() -> deliveries.payload(COMPANY, ours.id(), delivery), "BT-0724");
        assertRefused(() -> deliveries.resend(COMPANY, ours.id(), delivery, ME), "BT-0724");
        assertThat(world.get(theirs)).isEqualTo(theirs);
    }

    @Test
    void whatCannotBeSentToIsNeitherMadeNorChangedTo() {
        Webhook webhook = world.webhook();
        for (String[] one : new String[][] {
            {"https://private.example.org/", "BT-0721"},
            {"http://hooks.example.org/", "BT-0720"},
            {"https://127.1/", "BT-0720"},
            {"https://hooks.example.org:22/", "BT-0728"},
            {"https://hooks.example.org/" + "a".repeat(975), "BT-0720"}
        }) {
            Webhooks.Wanted wanted = wanted(one[0], Event.Type.SUBMISSION_READY);
            assertRefused(() -> webhooks.make(COMPANY, ME, wanted, null), one[1]);
            assertRefused(() -> webhooks.change(COMPANY, webhook.id(), ME, wanted), one[1]);
        }
        webhooks.make(
                COMPANY, ME, wanted("https://hooks.example.org/" + "a".repeat(974), Event.Type.SUBMISSION_READY), null);
        assertThat(world.get(webhook)).isEqualTo(webhook);
        assertThat(webhooks.of(COMPANY)).hasSize(2);
    }

    @Test
    void descriptionIsOneLineOfTwoHundredCharacters() {
        List<String> types = List.of(Event.Type.SUBMISSION_READY.code());
        String longest = "é".repeat(200);
        assertThat(webhooks.make(COMPANY, ME, new Webhooks.Wanted(URL, "  " + longest + " ", types), null)
                        .webhook()
                        .description())
                .isEqualTo(longest);
        for (String bad : List.of("é".repeat(201), "a\nb", "a\tb", "a\u0000b", "a\u0085b")) {
            assertRefused(() -> webhooks.make(COMPANY, ME, new Webhooks.Wanted(URL, bad, types), null), "BT-0701");
        }
    }

    @Test
    void eventsAreChosenOnceEachInTheirOrderAndNoneThatThereIsNot() {
        Webhook webhook = webhooks.make(
                        COMPANY,
                        ME,
                        wanted(
                                URL,
                                Event.Type.CONSENT_WITHDRAWN,
                                Event.Type.SUBMISSION_READY,
                                Event.Type.CONSENT_WITHDRAWN),
                        null)
                .webhook();
        assertThat(webhook.types()).containsExactly(Event.Type.SUBMISSION_READY, Event.Type.CONSENT_WITHDRAWN);
        assertThat(world.get(webhook).types()).isEqualTo(webhook.types());
        for (List<String> bad : List.of(
                List.<String>of(),
                List.of("submission.ready", "submission.done"),
                List.of("webhook.test"),
                List.of("SUBMISSION.READY"),
                List.of(""))) {
            assertRefused(() -> webhooks.make(COMPANY, ME, new Webhooks.Wanted(URL, "", bad), null), "BT-0727");
        }
    }

    @Test
    void changeKeepsSecretAndLogAndIsInTheTrail() {
        Webhooks.Made made = make(null);
        Webhook webhook = made.webhook();
        world.raise(1);
        webhooks.change(COMPANY, webhook.id(), ME, wanted("https://new.example.org/", Event.Type.CAMPAIGN_DUE));
        world.raise(1);
        assertThat(world.list(webhook))
                .as("and the second is not wanted any more")
                .hasSize(1);
        assertThat(world.take()).singleElement().satisfies(outgoing -> {
            assertThat(outgoing.url()).hasToString("https://new.example.org/");
            assertThat(outgoing.secrets())
                    .extracting(Secret::text)
                    .containsExactly(secret(made).text());
        });
        assertThat(world.trail(webhook)).containsExactly("webhook.changed", "webhook.made");
    }

    @Test
    void whatIsRaisedAsAnEndpointIsTurnedOffIsNotSentLate() throws Exception {
        Webhook webhook = world.webhook();
        List<String> ends = AtOnce.times(2, new Callable<>() {
            private boolean first = true;

            @Override
            public String call() {
                boolean raises;
                synchronized (this) {
                    raises = first;
                    first = false;
                }
                if (raises) {
                    world.raise(20);
                } else {
                    webhooks.disable(COMPANY, webhook.id(), ME);
                }
                return "done";
            }
        });
        assertThat(ends).hasSize(2);
        assertThat(world.take()).isEmpty();
        webhooks.enable(COMPANY, webhook.id(), ME);
        assertThat(world.take()).isEmpty();
        assertThat(world.deliveries().waiting()).isZero();
        world.raise(1);
        assertThat(world.take()).hasSize(1);
    }

    @Test
    void endpointIsRemovedWhileItIsSentToWithoutADeadlock() throws Exception {
        for (int round = 0; round < 5; round++) {
            Webhook webhook = world.webhook();
            world.raise(3);
            List<Deliveries.Outgoing> due = world.take();
            AtOnce.times(3, new Callable<>() {
                private int turn;

                @Override
                public String call() {
                    int mine;
                    synchronized (this) {
                        mine = turn++;
                    }
                    switch (mine) {
                        case 0 -> webhooks.delete(COMPANY, webhook.id(), ME);
                        case 1 -> due.forEach(one -> world.deliveries().settle(one, WebhookFixture.fault()));
                        default -> world.raise(3);
                    }
                    return "done";
                }
            });
            assertThat(webhooks.of(COMPANY)).isEmpty();
        }
        assertThat(world.deliveries().waiting()).isZero();
    }

    @Test
    void disabledEndpointIsNotTriedOut() {
        Webhook webhook = world.webhook();
        webhooks.disable(COMPANY, webhook.id(), ME);
        assertThat(world.get(webhook).disabled().orElseThrow().why()).isEqualTo(Webhook.Why.OWNER);
        assertRefused(() -> webhooks.test(COMPANY, webhook.id(), ME), "BT-0725");
        assertRefused(() -> world.deliveries().resendFailed(COMPANY, webhook.id(), ME), "BT-0725");
    }
}

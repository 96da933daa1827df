package org.openbloctel.registry.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.credential.Passkey;
import org.openbloctel.registry.accounts.credential.Passkeys;
import org.openbloctel.registry.accounts.credential.SoftAuthenticator;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

/** A consumer's passkey says by itself whose space it opens, and opens no other. */
final class ConsumerPasskeysIT {
    private static final String ORIGIN = "http://localhost:8080";
    private static final String SESSION = "session-1";
    private static final String HOME = "192.0.2.1";
    private static final AccessRefusal REFUSED = new AccessRefusal.PasskeyRefused();

    private final ConsumerFixture world = new ConsumerFixture(false);
    private final Outbox outbox = new Outbox(world.database, world::now);
    private final Passkeys passkeys = new Passkeys(
            world.database, world::now, world.audit, Passkey.RelyingParty.at(URI.create(ORIGIN), "OpenBloctel"));
    private final ConsumerPasskeys keys =
            new ConsumerPasskeys(world.database, world::now, world.audit, outbox, passkeys);
    private final UUID camille =
            world.registered("01 99 00 12 34", ConsumerFixture.CAMILLE).consumer();
    private final SoftAuthenticator phone = authenticator();

    @Test
    void passkeyIsTheWholeSignIn() {
        added(camille, phone);
        Passkey.Question question = keys.question("elsewhere");
        assertThat(question.known()).as("nobody is named").isEmpty();
        assertThat(question.opensAlone()).isTrue();
        String answer = phone.use(question);
        assertThat(keys.signIn("elsewhere", answer, HOME)).isEqualTo(camille);
        assertRefused(() -> keys.signIn("elsewhere", answer, HOME), REFUSED);
        assertThat(world.audit.about("consumer:" + camille, 5))
                .extracting(entry -> entry.entry().action())
                .startsWith("consumer.signed-in", "consumer.passkey-added");
    }

    @Test
    void answerIsGoodInItsSessionAndForMinutes() {
        added(camille, phone);
        Passkey.Question question = keys.question("elsewhere");
        assertRefused(() -> keys.signIn("stolen", phone.use(question), HOME), REFUSED);
        Passkey.Question old = keys.question("elsewhere");
        world.pass(Passkeys.CHALLENGE_VALID);
        assertRefused(() -> keys.signIn("elsewhere", phone.use(old), HOME), REFUSED);
    }

    @Test
    void phoneThatAsksForNoFingerOpensNothing() {
        Passkey.Offer offer = keys.offer(camille, SESSION);
        assertThat(offer.opensAlone()).isTrue();
        String made = authenticator().withoutVerification().make(offer);
        assertRefused(() -> keys.add(camille, SESSION, "x", made), REFUSED);
        added(camille, phone);
        assertRefused(
                () -> keys.signIn(SESSION, phone.withoutVerification().use(keys.question(SESSION)), HOME), REFUSED);
    }

    @Test
    void unknownRemovedAndBentPasskeysHaveOneAnswer() {
        added(camille, phone);
        UUID dominique =
                world.registered("01 99 00 12 35", ConsumerFixture.DOMINIQUE).consumer();
        SoftAuthenticator others = authenticator();
        Passkey.Offer offer = added(dominique, others);
        assertRefused(() -> signIn(authenticator()), REFUSED);
        assertRefused(() -> signIn(phone.of(offer.handle())), REFUSED);
        assertRefused(() -> signIn(phone.of("")), REFUSED);
        assertRefused(() -> signIn(others.on("https://elsewhere.example")), REFUSED);
        others.on(ORIGIN);
        assertThat(signIn(others)).isEqualTo(dominique);
        keys.remove(dominique, keys.of(dominique).getFirst().id(), SESSION);
        assertRefused(() -> signIn(others), REFUSED);
    }

    @Test
    void ownerIsToldOfEachThatComesAndGoes() {
        world.mails();
        added(camille, phone);
        UUID passkey = keys.of(camille).getFirst().id();
        keys.remove(camille, passkey, SESSION);
        assertRefused(() -> keys.remove(camille, passkey, SESSION), new AccessRefusal.UnknownPasskey());
        assertThat(world.mails())
                .extracting(Outbox.Message::template)
                .containsExactlyInAnyOrder("consumer/passkey-added", "consumer/passkey-removed");
    }

    @Test
    void othersPasskeyIsNobodyElsesToRemove() {
        added(camille, phone);
        UUID dominique =
                world.registered("01 99 00 12 35", ConsumerFixture.DOMINIQUE).consumer();
        UUID passkey = keys.of(camille).getFirst().id();
        assertRefused(() -> keys.remove(dominique, passkey, SESSION), new AccessRefusal.UnknownPasskey());
        assertThat(signIn(phone)).isEqualTo(camille);
    }

    @Test
    void passkeysGoWithTheirConsumer() {
        added(camille, phone);
        world.consumers.erase(camille, null);
        assertThat(world.count("passkey")).isZero();
        assertThat(world.count("passkey_holder")).isZero();
        assertRefused(() -> signIn(phone), REFUSED);
    }

    @Test
    void addressThatTriesManyIsSlowedDown() {
        Throwing.until(() -> signIn(authenticator()), REFUSED);
        world.pass(Duration.ofHours(2));
        added(camille, phone);
        assertThat(signIn(phone)).isEqualTo(camille);
    }

    private Passkey.Offer added(UUID consumer, SoftAuthenticator authenticator) {
        Passkey.Offer offer = keys.offer(consumer, SESSION);
        keys.add(consumer, SESSION, "x", authenticator.make(offer));
        return offer;
    }

    private UUID signIn(SoftAuthenticator authenticator) {
        return keys.signIn(SESSION, authenticator.use(keys.question(SESSION)), HOME);
    }

    private static SoftAuthenticator authenticator() {
        return new SoftAuthenticator(ORIGIN, "localhost");
    }

    /** Tries until it has to wait. */
    private static final class Throwing {
        static void until(Runnable tried, AccessRefusal before) {
            for (int i = 0; i < 100; i++) {
                try {
                    tried.run();
                } catch (RefusedException e) {
                    if (e.refusal() instanceof RequestRefusal.TooManyRequests) {
                        return;
                    }
                    assertThat(e.refusal()).isEqualTo(before);
                }
            }
            throw new AssertionError("never slowed down");
        }
    }
}

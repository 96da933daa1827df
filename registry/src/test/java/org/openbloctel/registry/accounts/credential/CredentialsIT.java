package org.openbloctel.registry.accounts.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.accounts.credential.KnownDevices.UNKNOWN;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** Who knows the password and has the authenticator gets in; no other person, however often they try. */
final class CredentialsIT {
    private static final String EMAIL = "camille@example.org";
    private static final String PASSWORD = "Trois chevaux gris dans un pré";
    private static final String HOME = "192.0.2.1";

    private int wrongs = 2;
    private Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private final Database database = TestDatabase.create().database();
    private final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), () -> now);
    private final Outbox outbox = new Outbox(database, () -> now);
    private final Credentials credentials = TestCredentials.of(database, () -> now, audit, outbox);
    private final SecondFactor factor = new SecondFactor(database, () -> now, audit, outbox, MasterKeys.generate());
    private final Factors keys = new Factors(
            database,
            () -> now,
            audit,
            outbox,
            new Passkeys(
                    database, () -> now, audit, Passkey.RelyingParty.at(URI.create("https://oppose.example"), "x")),
            factor);
    private final KnownDevices devices = new KnownDevices(database, () -> now);
    private final UUID id = credentials.create(Credential.Realm.MEMBER, EMAIL, PASSWORD, Locale.FRENCH);

    @Test
    void passwordOpensItsOwnRealmAlone() {
        assertThat(credentials
                        .signIn(Credential.Realm.MEMBER, " Camille@Example.org", PASSWORD, HOME, UNKNOWN)
                        .id())
                .isEqualTo(id);
        assertRefused(
                () -> credentials.signIn(Credential.Realm.STAFF, EMAIL, PASSWORD, HOME, UNKNOWN),
                new AccessRefusal.WrongPassword());
    }

    /** In a session that may be stolen. Wrong passwords at the sign-in are anyone's, and mailed to no one. */
    @Test
    void thirdWrongOldPasswordInARowIsMailedToItsHolder() {
        for (int i = 0; i < 3; i++) {
            assertThat(outbox.take(10)).isEmpty();
            assertRefused(
                    () -> credentials.change(id, "wrong", PASSWORD + "x", HOME, UNKNOWN),
                    new AccessRefusal.WrongPassword());
        }
        assertThat(outbox.take(10)).singleElement().satisfies(mail -> {
            assertThat(mail.message().template()).isEqualTo("company/wrong-proofs");
            assertThat(mail.message().parameters()).containsEntry("kind", "password");
        });
    }

    @Test
    void passwordHasNoEnd() {
        now = now.plus(Duration.ofDays(4000));
        assertThat(credentials
                        .signIn(Credential.Realm.MEMBER, EMAIL, PASSWORD, HOME, UNKNOWN)
                        .id())
                .isEqualTo(id);
    }

    @Test
    void passwordIsKeptAsArgon2id() {
        Credentials real = new Credentials(database, () -> now, audit, outbox);
        UUID made = real.create(Credential.Realm.MEMBER, "sacha@example.org", PASSWORD, Locale.FRENCH);
        assertThat(database.accounts()
                        .sql("select password_hash from accounts.credential where id = ?")
                        .param(made)
                        .query(String.class)
                        .single())
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .doesNotContain("chevaux");
        assertThat(real.signIn(Credential.Realm.MEMBER, "sacha@example.org", PASSWORD, HOME, UNKNOWN)
                        .id())
                .isEqualTo(made);
        assertRefused(
                () -> real.signIn(Credential.Realm.MEMBER, "unknown@example.org", PASSWORD, HOME, UNKNOWN),
                new AccessRefusal.WrongPassword());
    }

    @Test
    void emailIsTakenOnceInARealm() {
        assertRefused(
                () -> credentials.create(Credential.Realm.MEMBER, "CAMILLE@example.org", PASSWORD, Locale.FRENCH),
                new AccessRefusal.EmailTaken());
        assertThat(credentials.create(Credential.Realm.STAFF, EMAIL, PASSWORD, Locale.FRENCH))
                .isNotEqualTo(id);
    }

    @Test
    void wrongPasswordTenTimesIsSlowedDownAndThenForgiven() {
        for (int i = 0; i < Throttle.FREE_OF_ACCOUNT; i++) {
            assertRefused(this::wrong, new AccessRefusal.WrongPassword());
        }
        long wait = 30;
        for (int i = Throttle.FREE_OF_ACCOUNT; i < 10; i++) {
            assertRefused(this::wrong, new RequestRefusal.TooManyRequests(wait));
            assertRefused(
                    () -> credentials.signIn(Credential.Realm.MEMBER, EMAIL, PASSWORD, "192.0.2." + wrongs++, UNKNOWN),
                    new RequestRefusal.TooManyRequests(wait));
            now = now.plusSeconds(wait);
            assertRefused(this::wrong, new AccessRefusal.WrongPassword());
            wait *= 2;
        }
        now = now.plus(Duration.ofHours(1));
        assertThat(credentials
                        .signIn(Credential.Realm.MEMBER, EMAIL, PASSWORD, HOME, UNKNOWN)
                        .id())
                .isEqualTo(id);
        assertRefused(this::wrong, new AccessRefusal.WrongPassword());
    }

    private void wrong() {
        credentials.signIn(Credential.Realm.MEMBER, EMAIL, "wrong", "192.0.2." + wrongs++, UNKNOWN);
    }

    @Test
    void wrongPasswordsElsewhereDoNotLockOutTheBrowserOfItsHolder() {
        String device = devices.remember(id, UNKNOWN);
        for (int i = 0; i < Throttle.FREE_OF_ACCOUNT; i++) {
            assertRefused(this::wrong, new AccessRefusal.WrongPassword());
        }
        assertRefused(this::wrong, new RequestRefusal.TooManyRequests(30));
        assertThat(signIn(PASSWORD, device).id()).isEqualTo(id);
        credentials.change(id, PASSWORD, PASSWORD + "x", HOME, device);
        assertRefused(this::wrong, new RequestRefusal.TooManyRequests(30));
        assertRefused(() -> signIn(PASSWORD + "x", device), new RequestRefusal.TooManyRequests(30));
    }

    @Test
    void addressThatIsSlowedDownDoesNotLockOutAKnownBrowserBehindIt() {
        String device = devices.remember(id, UNKNOWN);
        for (int i = 0; i < Throttle.FREE_OF_ADDRESS; i++) {
            String guessed = "guess" + i + "@example.org";
            assertRefused(
                    () -> credentials.signIn(Credential.Realm.MEMBER, guessed, "wrong", HOME, device),
                    new AccessRefusal.WrongPassword());
        }
        assertRefused(
                () -> credentials.signIn(Credential.Realm.MEMBER, "last@example.org", "wrong", HOME, device),
                new RequestRefusal.TooManyRequests(30));
        assertThat(signIn(PASSWORD, device).id()).isEqualTo(id);
    }

    @Test
    void knownBrowserIsSlowedDownByItsOwnTries() {
        String device = devices.remember(id, UNKNOWN);
        for (int i = 0; i < Throttle.FREE_OF_ACCOUNT; i++) {
            assertRefused(() -> signIn("wrong", device), new AccessRefusal.WrongPassword());
        }
        assertRefused(() -> signIn(PASSWORD, device), new RequestRefusal.TooManyRequests(30));
        UUID other = credentials.create(Credential.Realm.MEMBER, "lou@example.org", PASSWORD, Locale.FRENCH);
        String both = devices.remember(other, device);
        assertRefused(() -> signIn(PASSWORD, both), new RequestRefusal.TooManyRequests(30));
        assertThat(signIn(PASSWORD, UNKNOWN).id()).isEqualTo(id);
        now = now.plusSeconds(30);
        assertThat(signIn(PASSWORD, both).id()).isEqualTo(id);
    }

    @Test
    void browserIsKnownToThoseAloneWhoSignedInThere() {
        String device = devices.remember(id, "planted");
        assertThat(devices.find(device, Credential.Realm.MEMBER, EMAIL)).isPresent();
        assertThat(devices.find("planted", Credential.Realm.MEMBER, EMAIL)).isEmpty();
        assertThat(devices.find(device, Credential.Realm.STAFF, EMAIL)).isEmpty();
        UUID other = credentials.create(Credential.Realm.MEMBER, "lou@example.org", PASSWORD, Locale.FRENCH);
        assertThat(devices.find(device, Credential.Realm.MEMBER, "lou@example.org"))
                .isEmpty();
        String both = devices.remember(other, device);
        assertThat(devices.find(both, Credential.Realm.MEMBER, EMAIL)).isPresent();
        assertThat(devices.find(both, Credential.Realm.MEMBER, "lou@example.org"))
                .isPresent();
        assertThat(devices.find(device, Credential.Realm.MEMBER, EMAIL)).isEmpty();
        now = now.plus(KnownDevices.KEPT).plusSeconds(1);
        assertThat(devices.find(both, Credential.Realm.MEMBER, EMAIL)).isEmpty();
        assertThat(devices.purge()).isEqualTo(2);
    }

    private Credential signIn(String password, String device) {
        return credentials.signIn(Credential.Realm.MEMBER, EMAIL, password, HOME, device);
    }

    @Test
    void unknownEmailHasTheSameAnswersAsAKnownOne() {
        for (int i = 0; i <= Throttle.FREE_OF_ACCOUNT; i++) {
            Refusal expected = i < Throttle.FREE_OF_ACCOUNT
                    ? new AccessRefusal.WrongPassword()
                    : new RequestRefusal.TooManyRequests(30);
            String from = "198.51.100." + i;
            assertRefused(
                    () -> credentials.signIn(Credential.Realm.MEMBER, "nobody@example.org", "wrong", from, UNKNOWN),
                    expected);
            assertRefused(() -> credentials.signIn(Credential.Realm.MEMBER, EMAIL, "wrong", from, UNKNOWN), expected);
        }
    }

    @Test
    void addressThatTriesManyAccountsIsSlowedDownThoughItHasOneOfItsOwn() {
        for (int i = 0; i < Throttle.FREE_OF_ADDRESS; i++) {
            String guessed = "guess" + i + "@example.org";
            assertRefused(
                    () -> credentials.signIn(Credential.Realm.MEMBER, guessed, "wrong", HOME, UNKNOWN),
                    new AccessRefusal.WrongPassword());
            if (i % 10 == 0) {
                credentials.signIn(Credential.Realm.MEMBER, EMAIL, PASSWORD, HOME, UNKNOWN);
            }
        }
        assertRefused(
                () -> credentials.signIn(Credential.Realm.MEMBER, EMAIL, PASSWORD, HOME, UNKNOWN),
                new RequestRefusal.TooManyRequests(30));
        assertThat(credentials
                        .signIn(Credential.Realm.MEMBER, EMAIL, PASSWORD, "192.0.2.9", UNKNOWN)
                        .id())
                .isEqualTo(id);
    }

    @Test
    void manyTriesAtOnceAreAllCounted() throws Exception {
        List<Refusal> answers = atOnce(20, () -> {
            wrongAt("203.0.113.5");
            return true;
        });
        assertThat(answers)
                .filteredOn(AccessRefusal.WrongPassword.class::isInstance)
                .hasSize(Throttle.FREE_OF_ACCOUNT);
        assertThat(answers).hasSize(20);
    }

    private void wrongAt(String from) {
        credentials.signIn(Credential.Realm.MEMBER, EMAIL, "wrong", from, UNKNOWN);
    }

    @Test
    void forgottenPasswordIsReplacedByALinkThatWorksOnce() {
        credentials.forgotten(Credential.Realm.MEMBER, EMAIL, Locale.FRENCH, HOME);
        String token = token();
        assertThat(credentials.canReset(token)).isTrue();
        assertRefused(() -> credentials.reset(token, "short"), new AccessRefusal.WeakPassword("length"));
        credentials.reset(token, PASSWORD + " vert");
        assertRefused(() -> credentials.reset(token, PASSWORD + " bleu"), new AccessRefusal.DeadLink());
        assertRefused(
                () -> credentials.signIn(Credential.Realm.MEMBER, EMAIL, PASSWORD, HOME, UNKNOWN),
                new AccessRefusal.WrongPassword());
        assertThat(credentials
                        .signIn(Credential.Realm.MEMBER, EMAIL, PASSWORD + " vert", HOME, UNKNOWN)
                        .id())
                .isEqualTo(id);
    }

    @Test
    void linkIsDeadAfterAnHourAndWhenANewerOneWasSent() {
        credentials.forgotten(Credential.Realm.MEMBER, EMAIL, Locale.FRENCH, HOME);
        String first = token();
        credentials.forgotten(Credential.Realm.MEMBER, EMAIL, Locale.FRENCH, HOME);
        String second = token();
        assertThat(credentials.canReset(first)).isFalse();
        assertThat(credentials.canReset(second)).isTrue();
        now = now.plus(Credentials.RESET_VALID);
        assertThat(credentials.canReset(second)).isFalse();
        assertRefused(() -> credentials.reset(second, PASSWORD), new AccessRefusal.DeadLink());
    }

    @Test
    void unknownAddressGetsAMailThatOpensNothing() {
        credentials.forgotten(Credential.Realm.MEMBER, "nobody@example.org", Locale.ENGLISH, HOME);
        assertThat(outbox.take(1).getFirst().message().template()).isEqualTo("company/no-account");
    }

    @Test
    void changingAPasswordTakesTheOldOne() {
        assertRefused(
                () -> credentials.change(id, "wrong", PASSWORD + "x", HOME, UNKNOWN),
                new AccessRefusal.WrongPassword());
        credentials.change(id, PASSWORD, PASSWORD + "x", HOME, UNKNOWN);
        assertThat(credentials
                        .signIn(Credential.Realm.MEMBER, EMAIL, PASSWORD + "x", HOME, UNKNOWN)
                        .id())
                .isEqualTo(id);
    }

    @Test
    void factorIsOnOnceACodeOfItWasGiven() {
        SecondFactor.Offer offer = factor.offer(id, "OpenBloctel");
        assertThat(offer.uri())
                .isEqualTo("otpauth://totp/OpenBloctel:camille%40example.org?secret=" + offer.letters()
                        + "&issuer=OpenBloctel");
        assertThat(credentials.find(id).orElseThrow().secondFactor()).isFalse();
        assertThat(factor.offer(id, "OpenBloctel").letters()).isEqualTo(offer.letters());
        assertRefused(() -> factor.confirm(id, "000000"), new AccessRefusal.WrongCode());
        assertThat(factor.confirm(id, code(offer))).hasSize(SecondFactor.RECOVERY_CODES);
        assertThat(credentials.find(id).orElseThrow().secondFactor()).isTrue();
    }

    @Test
    void codeIsUsedOnceAlsoByTwoAtOnce() throws Exception {
        SecondFactor.Offer offer = factor.offer(id, "OpenBloctel");
        factor.confirm(id, code(offer));
        assertRefused(() -> factor.check(id, code(offer)), new AccessRefusal.WrongCode());
        now = now.plusSeconds(60);
        String fresh = code(offer);
        List<Refusal> refused = atOnce(4, () -> {
            factor.check(id, fresh);
            return true;
        });
        assertThat(refused).hasSize(3).containsOnly(new AccessRefusal.WrongCode());
    }

    /** A right code deletes the count of the wrong ones while others are being counted. */
    @Test
    void triesAreCountedWhileOneIsForgotten() throws Exception {
        Throttle throttle = new Throttle(database, () -> now);
        List<Refusal> refused = atOnce(4, () -> {
            for (int i = 0; i < 100; i++) {
                throttle.tryAccount("000000001");
                throttle.clearAccount("000000001");
            }
            return true;
        });
        assertThat(refused).allMatch(RequestRefusal.TooManyRequests.class::isInstance);
    }

    @Test
    void recoveryCodeIsUsedOnceAndCountsDown() {
        SecondFactor.Offer offer = factor.offer(id, "OpenBloctel");
        List<String> codes = factor.confirm(id, code(offer));
        assertThat(new HashSet<>(codes)).hasSize(SecondFactor.RECOVERY_CODES);
        assertThat(codes).allMatch(code -> code.matches("[a-z2-9]{4}(-[a-z2-9]{4}){5}"));
        assertThat(24 * Math.log(RecoveryCodes.LETTERS.length()) / Math.log(2))
                .as("bits, of which a plain hash wants 112")
                .isGreaterThan(112);
        assertThat(database.accounts()
                        .sql("select hash from accounts.recovery_code")
                        .query(String.class)
                        .list())
                .hasSameSizeAs(codes)
                .allMatch(kept -> kept.matches("[0-9a-f]{64}"));
        factor.check(id, codes.getFirst().toUpperCase(Locale.ROOT).replace('-', ' '));
        assertThat(factor.recoveryCodesLeft(id)).isEqualTo(SecondFactor.RECOVERY_CODES - 1);
        assertRefused(() -> factor.check(id, codes.getFirst()), new AccessRefusal.WrongCode());
    }

    @Test
    void onlyFactorCannotBeTurnedOffWithOrWithoutACode() {
        SecondFactor.Offer offer = factor.offer(id, "OpenBloctel");
        factor.confirm(id, code(offer));
        assertRefused(
                () -> keys.removeAuthenticator(id, new Factors.Proof.Code("000000")), new AccessRefusal.WrongCode());
        now = now.plusSeconds(60);
        assertRefused(
                () -> keys.removeAuthenticator(id, new Factors.Proof.Code(code(offer))),
                new AccessRefusal.LastFactor());
        assertThat(credentials.find(id).orElseThrow().secondFactor()).isTrue();
        assertThat(factor.recoveryCodesLeft(id)).isEqualTo(SecondFactor.RECOVERY_CODES);
    }

    @Test
    void anotherAuthenticatorTakesACodeOfTheOneBefore() {
        SecondFactor.Offer first = factor.offer(id, "OpenBloctel");
        factor.confirm(id, code(first));
        SecondFactor.Offer second = factor.offer(id, "OpenBloctel");
        assertThat(second.letters()).isNotEqualTo(first.letters());
        now = now.plusSeconds(60);
        assertRefused(() -> factor.confirm(id, code(second)), new AccessRefusal.SecondFactorNeeded());
        String permit = keys.permit(id, new Factors.Proof.Code(code(first)));
        assertRefused(() -> factor.confirm(id, "000000", permit), new AccessRefusal.WrongCode());
        factor.confirm(id, code(second), permit);
        now = now.plusSeconds(60);
        assertRefused(() -> factor.check(id, code(first)), new AccessRefusal.WrongCode());
        factor.check(id, code(second));
        assertRefused(() -> factor.confirm(id, code(second), permit), new AccessRefusal.SecondFactorNeeded());
    }

    @Test
    void wrongCodeTenTimesIsSlowedDown() {
        SecondFactor.Offer offer = factor.offer(id, "OpenBloctel");
        factor.confirm(id, code(offer));
        for (int i = 0; i < Throttle.FREE_OF_ACCOUNT; i++) {
            assertRefused(() -> factor.check(id, "000000"), new AccessRefusal.WrongCode());
        }
        assertRefused(() -> factor.check(id, code(offer)), new RequestRefusal.TooManyRequests(30));
    }

    @Test
    void secretIsKeptUnreadableAndForItsOwnerAlone() {
        SecondFactor.Offer offer = factor.offer(id, "OpenBloctel");
        factor.confirm(id, code(offer));
        byte[] kept = database.accounts()
                .sql("select totp_secret from accounts.credential where id = ?")
                .param(id)
                .query(byte[].class)
                .single();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(offer.secret(), StandardCharsets.ISO_8859_1));
        UUID other = credentials.create(Credential.Realm.MEMBER, "lou@example.org", PASSWORD, Locale.FRENCH);
        database.accounts()
                .sql("update accounts.credential set totp_secret = ? where id = ?")
                .params(kept, other)
                .update();
        assertThatThrownBy(() -> factor.check(other, code(offer))).isInstanceOf(MasterKeys.LostKeyException.class);
    }

    private String code(SecondFactor.Offer offer) {
        return Totp.code(offer.secret(), now);
    }

    private String token() {
        Outbox.Message message = outbox.take(10).getLast().message();
        return String.valueOf(message.parameters().get("token"));
    }

    /** Runs it so often at once: the refusals it met. */
    private static List<Refusal> atOnce(int times, Callable<Boolean> work) throws Exception {
        List<List<Refusal>> answers = AtOnce.times(times, () -> {
            try {
                work.call();
                return List.<Refusal>of();
            } catch (RefusedException e) {
                return List.of(e.refusal());
            }
        });
        return answers.stream().flatMap(List::stream).toList();
    }
}

package org.openbloctel.registry.accounts.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** A passkey proves that its holder is there, once for each question, on this site alone; and the last factor stays. */
final class FactorsIT {
    private static final String ORIGIN = "https://oppose.example";
    private static final String SESSION = "session-1";
    private static final AccessRefusal REFUSED = new AccessRefusal.PasskeyRefused();

    private Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private final Database database = TestDatabase.create().database();
    private final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), () -> now);
    private final Outbox outbox = new Outbox(database, () -> now);
    private final Credentials credentials = TestCredentials.of(database, () -> now, audit, outbox);
    private final SecondFactor factor = new SecondFactor(database, () -> now, audit, outbox, MasterKeys.generate());
    private final Passkeys passkeys =
            new Passkeys(database, () -> now, audit, Passkey.RelyingParty.at(URI.create(ORIGIN), "OpenBloctel"));
    private final Factors keys = new Factors(database, () -> now, audit, outbox, passkeys, factor);
    private final UUID id = person("camille@example.org");
    private final SoftAuthenticator phone = authenticator();

    @Test
    void firstPasskeyIsASecondFactorAndComesWithRecoveryCodes() {
        assertThat(credentials.find(id).orElseThrow().secondFactor()).isFalse();
        Passkey.Offer offer = keys.offer(id, SESSION, "", "x");
        assertThat(offer.party()).isEqualTo(new Passkey.RelyingParty("oppose.example", ORIGIN, "OpenBloctel"));
        List<String> codes = keys.add(id, SESSION, "", " Mon téléphone ", phone.make(offer));
        assertThat(codes).hasSize(SecondFactor.RECOVERY_CODES);
        assertThat(credentials.find(id).orElseThrow().secondFactor()).isTrue();
        assertThat(keys.of(id)).singleElement().satisfies(one -> {
            assertThat(one.name()).isEqualTo("Mon téléphone");
            assertThat(one.lastUsedAt()).isNull();
        });
        now = now.plusSeconds(3600);
        keys.prove(id, answer(phone));
        assertThat(keys.of(id))
                .singleElement()
                .satisfies(one -> assertThat(one.lastUsedAt()).isEqualTo(now));
        keys.prove(id, new Factors.Proof.Code(codes.getFirst()));
        assertRefused(() -> keys.prove(id, new Factors.Proof.Code(codes.getFirst())), new AccessRefusal.WrongCode());
        assertThat(audit.about("member:" + id, 10))
                .extracting(entry -> entry.entry().action())
                .containsExactly("credential.recovery-code-used", "credential.passkey-added", "credential.made");
        assertThat(outbox.take(10)).singleElement().satisfies(mail -> {
            assertThat(mail.message().template()).isEqualTo("company/passkey-added");
            assertThat(mail.message().recipient()).isEqualTo("camille@example.org");
        });
    }

    @Test
    void handleIsRandomAndSaysNothing() {
        byte[] handle =
                Base64.getUrlDecoder().decode(keys.offer(id, SESSION, "", "x").handle());
        byte[] same =
                Base64.getUrlDecoder().decode(keys.offer(id, SESSION, "", "x").handle());
        assertThat(handle).hasSize(64).isEqualTo(same);
        assertThat(new String(handle, StandardCharsets.ISO_8859_1)).doesNotContain("camille");
        assertThat(Base64.getUrlDecoder()
                        .decode(keys.offer(person("lou@example.org"), SESSION, "", "x")
                                .handle()))
                .isNotEqualTo(handle);
    }

    @Test
    void answerIsGoodOnce() {
        added(phone);
        Factors.Proof answer = answer(phone);
        keys.prove(id, answer);
        assertRefused(() -> keys.prove(id, answer), REFUSED);
    }

    @Test
    void answerIsGoodForMinutes() {
        added(phone);
        Passkey.Question question = keys.question(id, SESSION);
        now = now.plus(Passkeys.CHALLENGE_VALID);
        assertRefused(() -> keys.prove(id, new Factors.Proof.Answer(SESSION, phone.use(question))), REFUSED);
        Passkey.Question again = keys.question(id, SESSION);
        now = now.plus(Passkeys.CHALLENGE_VALID).minusSeconds(1);
        keys.prove(id, new Factors.Proof.Answer(SESSION, phone.use(again)));
    }

    @Test
    void answerIsGoodInItsSessionAlone() {
        added(phone);
        Passkey.Question question = keys.question(id, SESSION);
        assertRefused(() -> keys.prove(id, new Factors.Proof.Answer("session-2", phone.use(question))), REFUSED);
    }

    @Test
    void questionThatWasNeverAskedHasNoAnswer() {
        added(phone);
        String ours = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
        assertRefused(() -> keys.prove(id, new Factors.Proof.Answer(SESSION, phone.use(ours))), REFUSED);
    }

    @Test
    void answerToAnotherQuestionProvesNothing() {
        added(phone);
        String permit = keys.permit(id, answer(phone));
        String challenge = keys.offer(id, SESSION, permit, "x").challenge();
        assertRefused(() -> keys.prove(id, new Factors.Proof.Answer(SESSION, phone.use(challenge))), REFUSED);
    }

    @Test
    void siteThatLooksLikeOursGetsNothing() {
        added(phone);
        phone.on("https://oppose.example.net");
        assertRefused(() -> keys.prove(id, answer(phone)), REFUSED);
        SoftAuthenticator elsewhere = new SoftAuthenticator(ORIGIN, "oppose.example.net");
        UUID other = person("lou@example.org");
        String made = elsewhere.make(keys.offer(other, SESSION, "", "x"));
        assertRefused(() -> keys.add(other, SESSION, "", "x", made), REFUSED);
    }

    @Test
    void passkeyOfSomebodyElseProvesNothing() {
        added(phone);
        UUID other = person("lou@example.org");
        SoftAuthenticator others = authenticator();
        keys.add(other, SESSION, "", "x", others.make(keys.offer(other, SESSION, "", "x")));
        assertRefused(() -> keys.prove(id, answer(others)), REFUSED);
    }

    @Test
    void strangersPasskeyProvesNothing() {
        added(phone);
        assertRefused(() -> keys.prove(id, answer(authenticator())), REFUSED);
    }

    @Test
    void counterThatGoesBackIsRefusedAndWrittenDown() {
        added(phone);
        keys.prove(id, answer(phone.countingFrom(40)));
        UUID passkey = keys.of(id).getFirst().id();
        assertRefused(() -> keys.prove(id, answer(phone.countingFrom(40))), REFUSED);
        assertThat(audit.about("passkey:" + passkey, 10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.entry().action()).isEqualTo("passkey.counter-went-back"));
        keys.prove(id, answer(phone.countingFrom(41)));
    }

    @Test
    void secondPasskeyTakesAFreshProof() {
        added(phone);
        assertRefused(() -> keys.offer(id, SESSION, "", "x"), new AccessRefusal.SecondFactorNeeded());
        assertRefused(() -> keys.offer(id, SESSION, "made-up", "x"), new AccessRefusal.SecondFactorNeeded());
        now = now.plusSeconds(60);
        String permit = keys.permit(id, answer(phone));
        SoftAuthenticator stick = authenticator().withoutVerification();
        String made = stick.make(keys.offer(id, SESSION, permit, "x"));
        assertThat(keys.add(id, SESSION, permit, "Clé de secours", made)).isEmpty();
        assertThat(keys.of(id)).extracting(Passkey::name).containsExactly("x", "Clé de secours");
        assertRefused(() -> keys.offer(id, SESSION, permit, "x"), new AccessRefusal.SecondFactorNeeded());
        keys.prove(id, answer(stick));
    }

    @Test
    void permitIsForItsOwnerAndForMinutes() {
        added(phone);
        UUID other = person("lou@example.org");
        SoftAuthenticator others = authenticator();
        keys.add(other, SESSION, "", "x", others.make(keys.offer(other, SESSION, "", "x")));
        String permit = keys.permit(id, answer(phone));
        assertRefused(() -> keys.offer(other, SESSION, permit, "x"), new AccessRefusal.SecondFactorNeeded());
        now = now.plusSeconds(600);
        assertRefused(() -> keys.offer(id, SESSION, permit, "x"), new AccessRefusal.SecondFactorNeeded());
    }

    @Test
    void firstPasskeyOfTwoAtOnceWins() {
        String first = phone.make(keys.offer(id, "one", "", "x"));
        String second = authenticator().make(keys.offer(id, "two", "", "x"));
        keys.add(id, "one", "", "x", first);
        assertRefused(() -> keys.add(id, "two", "", "y", second), new AccessRefusal.SecondFactorNeeded());
        assertThat(keys.of(id)).hasSize(1);
    }

    @Test
    void lastFactorStays() {
        added(phone);
        UUID passkey = keys.of(id).getFirst().id();
        assertRefused(() -> keys.remove(id, passkey, answer(phone)), new AccessRefusal.LastFactor());
        assertThat(keys.of(id)).hasSize(1);
        authenticatorApp(keys.permit(id, answer(phone)));
        assertRefused(() -> keys.remove(id, passkey, new Factors.Proof.Code("000000")), new AccessRefusal.WrongCode());
        keys.remove(id, passkey, answer(phone));
        assertThat(keys.of(id)).isEmpty();
        assertRefused(() -> keys.prove(id, answer(phone)), REFUSED);
        assertThat(credentials.find(id).orElseThrow().secondFactor()).isTrue();
        assertThat(outbox.take(10))
                .extracting(mail -> mail.message().template())
                .containsExactlyInAnyOrder("company/passkey-added", "company/passkey-removed");
    }

    /** By code or passkey, at the sign-in or in a session: what is given wrong is known to its holder at the third time. */
    @Test
    void thirdWrongProofInARowIsMailedToItsHolderOnce() {
        SecondFactor.Offer app = authenticatorApp("");
        for (int round = 0; round < 2; round++) {
            now = now.plusSeconds(60);
            assertRefused(() -> keys.prove(id, new Factors.Proof.Code("000000")), new AccessRefusal.WrongCode());
            assertRefused(() -> keys.prove(id, answer(phone)), REFUSED);
            assertThat(outbox.take(10)).isEmpty();
            if (round == 0) {
                keys.prove(id, new Factors.Proof.Code(code(app)));
            }
        }
        for (int i = 0; i < 3; i++) {
            assertRefused(() -> keys.renewRecoveryCodes(id, answer(phone)), REFUSED);
        }
        assertThat(outbox.take(10)).singleElement().satisfies(mail -> {
            assertThat(mail.message().template()).isEqualTo("company/wrong-proofs");
            assertThat(mail.message().recipient()).isEqualTo("camille@example.org");
        });
    }

    @Test
    void thirdWrongCodeInARowIsMailedToItsHolder() {
        authenticatorApp("");
        for (int i = 0; i < 4; i++) {
            assertRefused(() -> factor.check(id, "000000"), new AccessRefusal.WrongCode());
        }
        assertThat(outbox.take(10))
                .extracting(mail -> mail.message().template())
                .containsExactly("company/wrong-proofs");
    }

    @Test
    void authenticatorGoesOnceThereIsAPasskey() {
        SecondFactor.Offer app = authenticatorApp("");
        now = now.plusSeconds(60);
        assertRefused(
                () -> keys.removeAuthenticator(id, new Factors.Proof.Code(code(app))), new AccessRefusal.LastFactor());
        now = now.plusSeconds(60);
        String permit = keys.permit(id, new Factors.Proof.Code(code(app)));
        keys.add(id, SESSION, permit, "x", phone.make(keys.offer(id, SESSION, permit, "x")));
        now = now.plusSeconds(60);
        keys.removeAuthenticator(id, new Factors.Proof.Code(code(app)));
        assertThat(credentials.find(id).orElseThrow().secondFactor()).isTrue();
        now = now.plusSeconds(60);
        assertRefused(() -> factor.check(id, code(app)), new AccessRefusal.WrongCode());
        assertThat(outbox.take(10))
                .as("their holder hears of it, no matter who did it")
                .extracting(mail -> mail.message().template())
                .containsExactlyInAnyOrder("company/passkey-added", "company/authenticator-removed");
    }

    @Test
    void whoeverReplacesAnAuthenticatorIsToldSoAndWhoeverHasTheirFirstIsNot() {
        SecondFactor.Offer app = authenticatorApp("");
        assertThat(outbox.take(10)).isEmpty();
        now = now.plusSeconds(60);
        authenticatorApp(keys.permit(id, new Factors.Proof.Code(code(app))));
        assertThat(outbox.take(10)).singleElement().satisfies(mail -> {
            assertThat(mail.message().template()).isEqualTo("company/authenticator-removed");
            assertThat(mail.message().locale()).isEqualTo(Locale.FRENCH);
        });
    }

    /** A factor goes because it is lost: its finder must not stay signed in by it. */
    @Test
    void sessionsEndWithAFactorThatGoesAndNotWithOneThatComes() {
        SecondFactor.Offer app = authenticatorApp("");
        Instant before = credentials.sessionsSince(id).orElseThrow();
        now = now.plusSeconds(60);
        String permit = keys.permit(id, new Factors.Proof.Code(code(app)));
        keys.add(id, SESSION, permit, "x", phone.make(keys.offer(id, SESSION, permit, "x")));
        assertThat(credentials.sessionsSince(id)).hasValue(before);
        now = now.plusSeconds(60);
        SecondFactor.Offer another = authenticatorApp(keys.permit(id, new Factors.Proof.Code(code(app))));
        assertThat(credentials.sessionsSince(id)).as("another authenticator").hasValue(now);
        now = now.plusSeconds(60);
        keys.remove(id, keys.of(id).getFirst().id(), new Factors.Proof.Code(code(another)));
        assertThat(credentials.sessionsSince(id)).as("no passkey any more").hasValue(now);
        now = now.plusSeconds(60);
        String again = keys.permit(id, new Factors.Proof.Code(code(another)));
        keys.add(id, SESSION, again, "x", phone.make(keys.offer(id, SESSION, again, "x")));
        now = now.plusSeconds(60);
        keys.removeAuthenticator(id, new Factors.Proof.Code(code(another)));
        assertThat(credentials.sessionsSince(id))
                .as("no authenticator any more")
                .hasValue(now);
    }

    @Test
    void recoveryCodesAreRenewedForAProof() {
        added(phone);
        assertRefused(() -> keys.renewRecoveryCodes(id, answer(authenticator())), REFUSED);
        List<String> codes = keys.renewRecoveryCodes(id, answer(phone));
        assertThat(codes).hasSize(SecondFactor.RECOVERY_CODES);
        keys.prove(id, new Factors.Proof.Code(codes.getLast()));
        assertThat(factor.recoveryCodesLeft(id)).isEqualTo(SecondFactor.RECOVERY_CODES - 1);
        assertThat(outbox.take(10))
                .extracting(mail -> mail.message().template())
                .containsExactlyInAnyOrder("company/passkey-added", "company/recovery-codes-renewed");
    }

    @Test
    void othersPasskeyCannotBeRemoved() {
        added(phone);
        UUID other = person("lou@example.org");
        SoftAuthenticator others = authenticator();
        keys.add(other, SESSION, "", "x", others.make(keys.offer(other, SESSION, "", "x")));
        UUID theirs = keys.of(other).getFirst().id();
        assertRefused(() -> keys.remove(id, theirs, answer(phone)), new AccessRefusal.UnknownPasskey());
        assertThat(keys.of(other)).hasSize(1);
    }

    @Test
    void lostFactorsAreTakenOffTogether() {
        added(phone);
        factor.takeOff(id, "staff:test");
        assertThat(credentials.find(id).orElseThrow().secondFactor()).isFalse();
        assertThat(factor.recoveryCodesLeft(id)).isZero();
        assertRefused(() -> keys.prove(id, answer(phone)), REFUSED);
    }

    @Test
    void wrongAnswersAreSlowedDownTogetherWithWrongCodes() {
        added(phone);
        for (int i = 0; i < Throttle.FREE_OF_ACCOUNT; i++) {
            assertRefused(() -> keys.prove(id, answer(authenticator())), REFUSED);
        }
        assertRefused(() -> keys.prove(id, answer(phone)), new RequestRefusal.TooManyRequests(30));
        assertRefused(() -> keys.prove(id, new Factors.Proof.Code("000000")), new RequestRefusal.TooManyRequests(30));
    }

    @Test
    void nobodyHasMoreThanTen() {
        added(phone);
        for (int i = 1; i < Passkeys.MAX; i++) {
            String permit = keys.permit(id, answer(phone));
            keys.add(id, SESSION, permit, "x", authenticator().make(keys.offer(id, SESSION, permit, "x")));
        }
        String permit = keys.permit(id, answer(phone));
        assertRefused(() -> keys.offer(id, SESSION, permit, "x"), new AccessRefusal.TooManyPasskeys(Passkeys.MAX));
    }

    @Test
    void whatIsNoAnswerIsRefused() {
        added(phone);
        List<UnaryOperator<String>> bent = List.of(
                answer -> "",
                answer -> "null",
                answer -> "[]",
                answer -> "{}",
                answer -> "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{}}",
                answer -> answer.substring(0, answer.length() / 2),
                answer -> answer.replaceAll("\"signature\":\"[^\"]{9}", "\"signature\":\"AAAAAAAAA"),
                answer -> answer.replaceAll("\"authenticatorData\":\"[^\"]*", "\"authenticatorData\":\"AAAA"),
                answer -> answer.replaceAll("\"clientDataJSON\":\"[^\"]*", "\"clientDataJSON\":\"e30"),
                answer -> " ".repeat(20_000) + answer);
        for (UnaryOperator<String> bend : bent) {
            database.accounts().sql("delete from accounts.failure").update();
            String answer = bend.apply(phone.use(keys.question(id, SESSION)));
            assertRefused(() -> keys.prove(id, new Factors.Proof.Answer(SESSION, answer)), REFUSED);
        }
        for (String name : List.of(" ", "a\u0000", "x".repeat(61))) {
            assertRefused(() -> keys.add(id, SESSION, "", name, ""), new AccessRefusal.PasskeyUnnamed(60));
        }
    }

    private void added(SoftAuthenticator authenticator) {
        keys.add(id, SESSION, "", "x", authenticator.make(keys.offer(id, SESSION, "", "x")));
    }

    private SecondFactor.Offer authenticatorApp(String permit) {
        SecondFactor.Offer offer = factor.offer(id, "OpenBloctel");
        factor.confirm(id, code(offer), permit);
        return offer;
    }

    private String code(SecondFactor.Offer offer) {
        return Totp.code(offer.secret(), now);
    }

    private Factors.Proof answer(SoftAuthenticator authenticator) {
        return new Factors.Proof.Answer(SESSION, authenticator.use(keys.question(id, SESSION)));
    }

    private UUID person(String email) {
        return credentials.create(Credential.Realm.MEMBER, email, "Trois chevaux gris dans un pré", Locale.FRENCH);
    }

    private static SoftAuthenticator authenticator() {
        return new SoftAuthenticator(ORIGIN, "oppose.example");
    }
}

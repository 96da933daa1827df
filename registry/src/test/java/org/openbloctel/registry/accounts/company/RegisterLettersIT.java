package org.openbloctel.registry.accounts.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

class RegisterLettersIT {
    private static final String ADDRESS = "1 rue du Registre\n75001 Paris";
    private static final String STAFF = "staff:1";

    private final CompanyWorld world = new CompanyWorld();

    @Test
    void approvedCompanyHasWhatAnUnverifiedOneHasUntilItsOwnerTypesTheCode() {
        Member owner = world.founded();
        UUID company = owner.company();

        assertThat(world.letters.approve(company, ADDRESS, STAFF)).isEqualTo(RegisterLetters.Approval.LETTER);
        assertThat(world.companies.get(company).state()).isEqualTo(Company.State.TO_VERIFY);
        refused(() -> world.companies.requireVerified(company), new CompanyRefusal.NotVerified());
        refused(() -> world.subscriptions.order(company, "free", "member:1"), new CompanyRefusal.NotVerified());

        assertThat(world.letters.toPost(10)).hasSize(1);
        RegisterLetter.Printed printed = world.letters.print(company, STAFF);
        assertThat(printed.letter().address()).isEqualTo(ADDRESS);
        assertThat(printed.to().id()).isEqualTo(company);
        assertThat(printed.code()).matches("([A-HJ-NP-Z2-9]{4}-){2}[A-HJ-NP-Z2-9]{4}");
        world.letters.posted(company, printed.letter().id(), STAFF);
        assertThat(world.letters.toPost(10)).isEmpty();

        world.letters.enter(company, printed.code().toLowerCase(Locale.ROOT).replace('-', ' '), "member:" + owner.id());
        Company reached = world.companies.get(company);
        assertThat(reached.verified()).isTrue();
        assertThat(reached.proof()).isEqualTo(Company.Proof.LETTER);
        assertThat(actions(company))
                .contains(
                        "company.approved",
                        "company.letter-printed",
                        "company.letter-posted",
                        "company.verified",
                        "company.reached");
        assertThat(world.mails().stream().map(Outbox.Message::template)).contains("company/letter", "company/verified");
        refused(() -> world.companies.requireUndecided(company), new CompanyRefusal.AlreadyDecided());
    }

    @Test
    void databaseHasTheCodeInPlainNowhere() {
        Member owner = world.founded();
        world.letters.approve(owner.company(), ADDRESS, STAFF);
        String code = world.letters.print(owner.company(), STAFF).code();
        String row = world.database
                .accounts()
                .sql("select l::text || coalesce(encode(code, 'escape'), '') from accounts.company_letter l")
                .query(String.class)
                .single();
        assertThat(row).doesNotContain(code).doesNotContain(code.replace("-", ""));

        world.letters.posted(
                owner.company(),
                world.letters.print(owner.company(), STAFF).letter().id(),
                STAFF);
        assertThat(world.database
                        .accounts()
                        .sql("select count(code) from accounts.company_letter")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void fiveWrongCodesVoidALetterAndAnotherLetterHasAnotherCode() {
        Member owner = world.founded();
        UUID company = owner.company();
        world.letters.approve(company, ADDRESS, STAFF);
        String code = world.letters.print(company, STAFF).code();
        for (int left = RegisterLetter.MAX_TRIES - 1; left >= 0; left--) {
            refused(() -> enter(owner, "AAAA-AAAA-AAAA"), new CompanyRefusal.WrongLetterCode(left));
        }
        refused(() -> enter(owner, code), new CompanyRefusal.NoLetter());
        assertThat(actions(company)).contains("company.code-wrong");

        world.letters.writeAgain(company, STAFF);
        RegisterLetter.Printed again = world.letters.print(company, STAFF);
        assertThat(again.letter().address()).isEqualTo(ADDRESS);
        assertThat(again.code()).isNotEqualTo(code);
        refused(() -> enter(owner, code), new CompanyRefusal.WrongLetterCode(RegisterLetter.MAX_TRIES - 1));
        enter(owner, again.code());
        assertThat(world.companies.get(company).verified()).isTrue();
    }

    @Test
    void codeOpensNothingAfterSixtyDays() {
        Member owner = world.founded();
        world.letters.approve(owner.company(), ADDRESS, STAFF);
        String code = world.letters.print(owner.company(), STAFF).code();
        world.pass(RegisterLetter.VALID);
        refused(() -> enter(owner, code), new CompanyRefusal.NoLetter());
    }

    @Test
    void codeOpensNothingOnceWhatWasApprovedHasChanged() {
        Member owner = world.founded();
        UUID company = owner.company();
        world.letters.approve(company, ADDRESS, STAFF);
        String code = world.letters.print(company, STAFF).code();
        // The version before corrects a company without knowing of the letter.
        world.database
                .accounts()
                .sql("update accounts.company set name = 'Autre nom' where id = ?")
                .param(company)
                .update();
        refused(() -> enter(owner, code), new CompanyRefusal.NoLetter());
        assertThat(world.letters.toPost(10)).isEmpty();

        world.letters.approve(company, ADDRESS, STAFF);
        String other = world.letters.print(company, STAFF).code();
        world.companies.correct(company, world.form("000000109"), "member:1");
        refused(() -> enter(owner, other), new CompanyRefusal.NoLetter());

        world.letters.approve(company, ADDRESS, STAFF);
        String third = world.letters.print(company, STAFF).code();
        world.companies.refuse(company, "Pas de pièces", STAFF);
        refused(() -> enter(owner, third), new CompanyRefusal.NoLetter());
    }

    @Test
    void decisionOfTheVersionBeforeVoidsALetter() {
        Member owner = world.founded();
        UUID company = owner.company();
        world.letters.approve(company, ADDRESS, STAFF);
        String code = world.letters.print(company, STAFF).code();
        world.pass(Duration.ofSeconds(1));
        CompanyRows.in(world.database).decide(company, Company.State.SUSPENDED, "Fraude", world.now);
        refused(() -> enter(owner, code), new CompanyRefusal.NoLetter());
    }

    @Test
    void verifiedByDocumentsStaysSoUntilThirtyDaysAfterTheLetterOfItsRenewal() {
        Member owner = byDocuments(world.founded());
        UUID company = owner.company();
        assertThat(world.companies.get(company).proof()).isEqualTo(Company.Proof.DOCUMENTS);
        world.subscriptions.order(company, "free", "member:1");
        assertThat(world.companies.get(company).codeDue()).isFalse();
        assertThat(world.letters.toWrite()).isEmpty();

        world.pass(Duration.ofDays(350));
        world.subscriptions.order(company, "free", "member:1");
        assertThat(world.companies.get(company).codeDue()).isTrue();
        assertThat(world.letters.toWrite()).extracting(Company::id).containsExactly(company);
        assertThat(actions(company)).contains("company.code-due");

        // Without a letter it stays verified: the operator is late, not the company.
        world.pass(Duration.ofDays(40));
        assertThat(world.letters.lapse()).isZero();
        world.letters.approve(company, ADDRESS, STAFF);
        assertThat(world.letters.toWrite()).isEmpty();
        RegisterLetter.Printed printed = world.letters.print(company, STAFF);
        world.letters.posted(company, printed.letter().id(), STAFF);
        world.pass(RegisterLetters.HOLDS.minusSeconds(1));
        assertThat(world.letters.lapse()).isZero();
        assertThat(world.companies.get(company).verified()).isTrue();
        world.pass(Duration.ofSeconds(2));
        assertThat(world.letters.lapse()).isOne();
        assertThat(world.companies.get(company).state()).isEqualTo(Company.State.TO_VERIFY);
        assertThat(actions(company)).contains("company.lapsed");
        assertThat(steps(company, "company.lapsed")).as("its power is taken").endsWith(" -");
        assertThat(world.letters.lapse()).isZero();

        // The letter may come late.
        enter(owner, printed.code());
        Company reached = world.companies.get(company);
        assertThat(reached.verified()).isTrue();
        assertThat(reached.proof()).isEqualTo(Company.Proof.LETTER);
        assertThat(reached.codeDue()).isFalse();
    }

    @Test
    void codeTypedInTimeLeavesARenewedCompanyVerified() {
        Member owner = byDocuments(world.founded());
        UUID company = owner.company();
        world.subscriptions.order(company, "free", "member:1");
        world.pass(Duration.ofDays(350));
        world.subscriptions.order(company, "free", "member:1");
        VerifiedCompany.verify(world.letters, company);
        Company reached = world.companies.get(company);
        assertThat(reached.verified()).isTrue();
        assertThat(reached.proof()).isEqualTo(Company.Proof.LETTER);
        world.pass(Duration.ofDays(100));
        assertThat(world.letters.lapse()).isZero();
    }

    @Test
    void realCompanyTakesItsSirenFromASquatterWhoWasVerifiedByDocuments() {
        Member squatter = world.secured(byDocuments(world.founded()));
        String siren = world.companies.get(squatter.company()).number().siren();
        world.keys.make(
                squatter,
                new Keys.Wanted(
                        "Clé",
                        false,
                        Set.of(ApiKey.Scope.values()),
                        Keys.ANYWHERE,
                        world.now.atZone(ZoneOffset.UTC).toLocalDate().plusDays(30)));
        Member real = second(siren);

        assertThat(world.letters.approve(real.company(), ADDRESS, STAFF)).isEqualTo(RegisterLetters.Approval.LETTER);
        assertThat(world.companies.get(squatter.company()).verified()).isTrue();
        enter(real, world.letters.print(real.company(), STAFF).code());

        assertThat(world.companies.get(real.company()).verified()).isTrue();
        Company lost = world.companies.get(squatter.company());
        assertThat(lost.state()).isEqualTo(Company.State.SUSPENDED);
        assertThat(lost.proof()).isEqualTo(Company.Proof.LOST);
        assertThat(actions(lost.id())).contains("company.suspended");
        assertThat(world.keys.of(lost.id())).hasSize(1);
        assertThat(world.mails().stream()
                        .filter(mail -> mail.template().equals("company/siren-lost"))
                        .map(Outbox.Message::recipient))
                .containsExactly(squatter.email());

        // Nothing that the squatter or the version before does brings the SIREN back.
        assertThat(world.letters.approve(lost.id(), ADDRESS, STAFF)).isEqualTo(RegisterLetters.Approval.CLAIM);
        refused(() -> world.companies.verify(lost.id(), STAFF), new CompanyRefusal.SirenTaken());
        assertThat(world.claimed).containsExactly(lost.id());
    }

    @Test
    void suspendedSquatterKeepsTheOperatorsReasonAndLosesTheSiren() {
        Member squatter = byDocuments(world.founded());
        world.companies.suspend(squatter.company(), "Fraude", STAFF);
        Member real = second(world.companies.get(squatter.company()).number().siren());
        VerifiedCompany.verify(world.letters, real.company());
        Company lost = world.companies.get(squatter.company());
        assertThat(lost.proof()).isEqualTo(Company.Proof.LOST);
        assertThat(lost.reason()).isEqualTo("Fraude");
    }

    @Test
    void claimOfASirenThatALetterProvedIsLeftToTheOperator() {
        Member holder = world.verified();
        Member other = second(world.companies.get(holder.company()).number().siren());
        assertThat(world.letters.approve(other.company(), ADDRESS, STAFF)).isEqualTo(RegisterLetters.Approval.CLAIM);
        assertThat(world.claimed).containsExactly(other.company());
        assertThat(world.letters.toPost(10)).isEmpty();
        assertThat(world.companies.get(other.company()).state()).isEqualTo(Company.State.TO_VERIFY);
        assertThat(world.companies.get(holder.company()).verified()).isTrue();
        assertThat(actions(other.company())).contains("company.siren-claimed");
    }

    @Test
    void ofTwoLettersForOneSirenTheSecondCodeBecomesAClaim() {
        Member one = world.founded();
        Member two = second(world.companies.get(one.company()).number().siren());
        world.letters.approve(one.company(), ADDRESS, STAFF);
        world.letters.approve(two.company(), ADDRESS, STAFF);
        String first = world.letters.print(one.company(), STAFF).code();
        String later = world.letters.print(two.company(), STAFF).code();
        enter(one, first);
        refused(() -> enter(two, later), new CompanyRefusal.SirenClaimed());
        assertThat(world.claimed).containsExactly(two.company());
        assertThat(world.companies.get(one.company()).verified()).isTrue();
    }

    @Test
    void reachedCompanyThatWasSuspendedNeedsNoOtherLetter() {
        Member owner = world.verified();
        world.companies.suspend(owner.company(), "Factures", STAFF);
        assertThat(world.letters.approve(owner.company(), ADDRESS, STAFF)).isEqualTo(RegisterLetters.Approval.VERIFIED);
        assertThat(world.companies.get(owner.company()).verified()).isTrue();
    }

    @Test
    void letterWithoutItsCodeIsForgottenAfterAYear() {
        Member owner = world.founded();
        world.letters.approve(owner.company(), ADDRESS, STAFF);
        CompanyErasure erasure = new CompanyErasure(world.database, () -> world.now, world.audit, List.of());
        world.pass(Duration.ofDays(300));
        erasure.forget();
        assertThat(letters()).isOne();
        world.pass(Duration.ofDays(70));
        erasure.forget();
        assertThat(letters()).isZero();
    }

    private int letters() {
        return world.database
                .accounts()
                .sql("select count(*) from accounts.company_letter")
                .query(Integer.class)
                .single();
    }

    private void enter(Member owner, String code) {
        world.letters.enter(owner.company(), code, "member:" + owner.id());
    }

    /** As the version before verifies. */
    private Member byDocuments(Member owner) {
        CompanyRows.in(world.database).decide(owner.company(), Company.State.VERIFIED, "", world.now);
        return owner;
    }

    private Member second(String siren) {
        String email = "vraie" + UUID.randomUUID() + "@example.org";
        return world.companies.found(
                world.form(siren), new Member.Details("Vraie", email, CompanyWorld.PASSWORD, Locale.FRENCH));
    }

    /** The steps of an act: subject, digest before, digest after. */
    private String steps(UUID company, String action) {
        return world.audit.about("company:" + company, 50).stream()
                .map(AuditEntry.Recorded::entry)
                .filter(entry -> entry.action().equals(action))
                .map(entry -> entry.details().getOrDefault("power", ""))
                .findFirst()
                .orElse("");
    }

    private List<String> actions(UUID company) {
        return world.audit.about("company:" + company, 50).stream()
                .map(AuditEntry.Recorded::entry)
                .map(AuditEntry::action)
                .toList();
    }

    private static void refused(ThrowingCallable act, Refusal refusal) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
    }
}

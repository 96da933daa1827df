package org.openbloctel.registry.calls.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openbloctel.law.Answer;
import org.openbloctel.law.Ground;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.callfiles.scrubbing.CampaignLaw;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.consent.ClaimedConsent;
import org.openbloctel.registry.calls.consent.Claims;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.scrub.engine.Ruling;
import org.openbloctel.scrub.number.NumberingPlan;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A consent allows calls about what it names, by whom it names, in its period; look-up and file say the same. */
final class SubjectVerdictsIT extends VerdictFixture {
    private static final String NUMBER = "0639980002";
    private static final long E164 = 33639980002L;

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            telecom | - | windows-doors | Fenêtres | PRINCIPAL | FORBIDDEN
            telecom | Forfaits mobiles | - | windows | PRINCIPAL | CANNOT_TELL
            telecom | Forfaits mobiles | other | windows | PRINCIPAL | CANNOT_TELL
            telecom | - | telecom | Forfaits | PRINCIPAL | ALLOWED
            telecom | - | telecom | Forfaits | AGENT | ALLOWED
            telecom | - | telecom | Forfaits | STRANGER | FORBIDDEN
            telecom | - | - | windows | STRANGER | FORBIDDEN
            other | Les fenêtres | other | FENETRES | PRINCIPAL | ALLOWED
            other | Les fenêtres | other | FENETRES | AGENT | ALLOWED
            other | Les fenêtres | - | FENETRES | PRINCIPAL | ALLOWED
            other | Les fenêtres | other | Alarmes | PRINCIPAL | CANNOT_TELL
            other | Les fenêtres | windows-doors | Fenêtres | PRINCIPAL | CANNOT_TELL
            """)
    void subjectGoodsAndCallerDecide(
            String subject,
            @Nullable String goods,
            @Nullable String asked,
            String askedGoods,
            String caller,
            Answer expected) {
        record(claim(asked, askedGoods));
        UUID company = caller.equals("AGENT") ? AGENT : caller.equals("STRANGER") ? STRANGER : PRINCIPAL;
        Campaign campaign = campaign(company, Subject.of(subject).orElseThrow(), goods);
        AskedCall ofCampaign = AskedCall.of(NUMBER, NOW_TEXT, campaign.id().toString());
        assertThat(answer(company, ofCampaign)).isEqualTo(expected);
        assertThat(answer(company, call(subject, goods)))
                .as("without a campaign")
                .isEqualTo(expected);
        assertThat(inFile(campaign))
                .isEqualTo(
                        switch (expected) {
                            case ALLOWED -> Ruling.CALLABLE;
                            case CANNOT_TELL -> Ruling.CANNOT_TELL;
                            case FORBIDDEN -> judgedForbidden(inFile(campaign));
                        });
    }

    private static byte judgedForbidden(byte ruling) {
        assertThat(ruling).isGreaterThan(Ruling.OPPOSED);
        return ruling;
    }

    @Test
    void theConsentThatCoversTheSubjectIsTakenAmongSeveral() {
        record(claim("windows-doors", "Fenêtres"), claim("other", "Alarmes"), claim("telecom", "Forfaits"));
        assertThat(goods(call("telecom", null))).isEqualTo("Forfaits");
        assertThat(goods(call("windows-doors", null))).isEqualTo("Fenêtres");
        assertThat(goods(call("other", "les alarmes"))).isEqualTo("Alarmes");
        assertThat(answer(PRINCIPAL, call("bank", null)))
                .as("the alarms may have been a bank's, for all that is said")
                .isEqualTo(Answer.CANNOT_TELL);
    }

    @Test
    void aCampaignWithoutASubjectIsJudgedByItsSectorForThirtyDays() {
        record(claim("windows-doors", "Fenêtres"));
        Campaign campaign = campaign(PRINCIPAL, null, Sector.OTHER, null);
        AskedCall call = AskedCall.of(NUMBER, NOW_TEXT, campaign.id().toString());
        since("2026-10-27");
        assertThat(answer(PRINCIPAL, call)).as("the thirtieth day").isEqualTo(Answer.ALLOWED);
        since("2026-10-26");
        assertThat(answer(PRINCIPAL, call)).isEqualTo(Answer.CANNOT_TELL);
        assertThat(told(PRINCIPAL, call).verdict().grounds())
                .extracting(Ground::rule, Ground::missing)
                .containsExactly(tuple("consent", "subject"));
        assertThat(inFile(campaign)).isEqualTo(Ruling.CANNOT_TELL);

        fresh().nameSubject(PRINCIPAL, "member:1", campaign.id(), subject("windows-doors"), null);
        assertThat(answer(PRINCIPAL, call)).isEqualTo(Answer.ALLOWED);
        assertThatThrownBy(() -> fresh().nameSubject(PRINCIPAL, "member:1", campaign.id(), subject("telecom"), null))
                .extracting(e -> ((RefusedException) e).refusal())
                .isEqualTo(new LawRefusal.SubjectNamed());
    }

    @Test
    void aSectorThatHasANameIsASubjectAfterTheThirtyDaysToo() {
        since("2026-10-01");
        ClaimedConsent claim = claim(null, "Auto", List.of("insurance"));
        record(claim);
        assertThat(answer(PRINCIPAL, call(NUMBER, NOW_TEXT, null, "insurance", null)))
                .isEqualTo(Answer.ALLOWED);
        assertThat(answer(PRINCIPAL, call("insurance", null))).isEqualTo(Answer.ALLOWED);
    }

    @Test
    void newCampaignsNameTheirSubjectAfterThirtyDays() {
        since("2026-10-26");
        Campaigns late = fresh();
        assertThatThrownBy(() -> late.declare(PRINCIPAL, "key:1", terms(Sector.INSURANCE, null, null)))
                .extracting(e -> ((RefusedException) e).refusal())
                .isEqualTo(new LawRefusal.SubjectNeeded());
        assertThat(late.declare(PRINCIPAL, "key:1", terms(Sector.INSURANCE, subject("insurance"), null))
                        .subject())
                .isEqualTo(subject("insurance"));
        since("2026-10-27");
        assertThat(fresh().declare(PRINCIPAL, "key:1", terms(Sector.INSURANCE, null, null))
                        .subject())
                .as("what the sector names by itself")
                .isEqualTo(subject("insurance"));
        assertThat(fresh().declare(PRINCIPAL, "key:1", terms(Sector.OTHER, null, "Alarmes"))
                        .subject())
                .isEqualTo(Subject.OTHER);
        assertThat(fresh().declare(PRINCIPAL, "key:1", terms(Sector.OTHER, null, null))
                        .lacksSubject())
                .isTrue();
    }

    /** A program that sends its declaration again under its key gets its campaign, also once its subject was named. */
    @Test
    void declarationSentAgainUnderItsKeyIsTheSameCampaignAfterItsSubjectWasNamed() {
        since("2026-11-20");
        Campaign first = fresh().declare(PRINCIPAL, "key:1", terms(Sector.OTHER, null, null), "k1")
                .campaign();
        fresh().nameSubject(PRINCIPAL, "member:1", first.id(), subject("windows-doors"), null);
        assertThat(fresh().declare(PRINCIPAL, "key:1", terms(Sector.OTHER, null, null), "k1")
                        .campaign()
                        .id())
                .isEqualTo(first.id());
        since("2026-10-26");
        assertThat(fresh().declare(PRINCIPAL, "key:1", terms(Sector.OTHER, null, null), "k1")
                        .campaign()
                        .id())
                .as("when new ones need a subject")
                .isEqualTo(first.id());
        assertThatThrownBy(
                        () -> fresh().declare(PRINCIPAL, "key:1", terms(Sector.OTHER, subject("telecom"), null), "k1"))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void aConsentForASubjectThatALaterReleaseKnowsAllowsNothingHere() {
        record(claim("insurance", "Auto", List.of("insurance")));
        assertThat(answer(PRINCIPAL, call("insurance", null))).isEqualTo(Answer.ALLOWED);
        database.accounts()
                .sql("update accounts.consent set subject = 'flying-cars'")
                .update();
        assertThat(answer(PRINCIPAL, call("insurance", null))).isEqualTo(Answer.FORBIDDEN);
    }

    @Test
    void goodsThatACallNamesAreComparedWithinTheThirtyDaysToo() {
        since("2026-11-20");
        record(claim(null, "fenêtres", List.of("other")));
        assertThat(answer(PRINCIPAL, asked("Les fenêtres"))).isEqualTo(Answer.ALLOWED);
        assertThat(answer(PRINCIPAL, asked("forfaits mobiles"))).isEqualTo(Answer.CANNOT_TELL);
    }

    private static AskedCall asked(String goods) {
        return new AskedCall(
                NUMBER, NOW_TEXT, null, null, "other", null, goods, null, null, null, null, null, null, null, null);
    }

    @Test
    void contradictionsAreRefusedInWords() {
        assertThatThrownBy(() -> campaigns.declare(PRINCIPAL, "key:1", terms(Sector.OTHER, subject("insurance"), null)))
                .extracting(e -> ((RefusedException) e).refusal())
                .isEqualTo(new LawRefusal.SubjectOfOtherSector("insurance", "other"));
        assertThatThrownBy(() -> campaigns.declare(PRINCIPAL, "key:1", terms(Sector.OTHER, Subject.OTHER, null)))
                .extracting(e -> ((RefusedException) e).refusal())
                .isEqualTo(new LawRefusal.GoodsNeeded());
        assertThatThrownBy(() -> campaigns.declare(PRINCIPAL, "key:1", terms(Sector.OTHER, Subject.OTHER, "Les …")))
                .extracting(e -> ((RefusedException) e).refusal())
                .isEqualTo(new LawRefusal.GoodsNeeded());
        Campaign telecom = campaign(PRINCIPAL, subject("telecom"), null);
        assertThat(refusal(PRINCIPAL, call(telecom.id(), "bank"))).isEqualTo(new LawRefusal.OtherSubject("telecom"));
        assertThat(refusal(PRINCIPAL, call(telecom.id(), "insurance")))
                .isEqualTo(new LawRefusal.SubjectOfOtherSector("insurance", "other"));
        assertThat(refusal(PRINCIPAL, call("nothing", null))).isEqualTo(new LawRefusal.UnknownValue("subject"));
        assertThat(consents.record(PRINCIPAL, "key:1", false, List.of(claim("telecom", "x", List.of("insurance"))))
                        .getFirst()
                        .refusal())
                .isEqualTo(new LawRefusal.SubjectOfOtherSector("telecom", "insurance"));
    }

    @Test
    void rowsOfTheReleaseBeforeHaveNoSubject() {
        since("2026-10-01");
        database.accounts()
                .sql(
                        "insert into accounts.campaign (id, principal, declared_by, name, sector, starts_on, ends_on, declared_at)"
                                + " values (?, ?, ?, 'Avant', 'other', '2026-11-01', '2026-12-31', now())")
                .params(new UUID(7, 7), PRINCIPAL, PRINCIPAL)
                .update();
        record(claim("windows-doors", "Fenêtres"));
        AskedCall call = AskedCall.of(NUMBER, NOW_TEXT, new UUID(7, 7).toString());
        assertThat(answer(PRINCIPAL, call)).isEqualTo(Answer.CANNOT_TELL);
        assertThat(campaigns.any(new UUID(7, 7)).orElseThrow().lacksSubject()).isTrue();
    }

    @Test
    void aCampaignOfASubjectThatALaterReleaseKnowsIsCoveredByNothing() {
        Campaign campaign = campaign(PRINCIPAL, subject("telecom"), null);
        database.accounts()
                .sql("update accounts.campaign set subject = 'flying-cars' where id = ?")
                .param(campaign.id())
                .update();
        record(claim("windows-doors", "Fenêtres"), claim(null, "Fenêtres"));
        AskedCall call = AskedCall.of(NUMBER, NOW_TEXT, campaign.id().toString());
        assertThat(answer(PRINCIPAL, call)).isEqualTo(Answer.CANNOT_TELL);
    }

    @Test
    void aConsentIsCompletedOnceByWhoRecordedItWithinItsSector() {
        UUID consent = recorded(claim(null, "Fenêtres en bois"));
        assertThat(answer(PRINCIPAL, call("windows-doors", null))).isEqualTo(Answer.CANNOT_TELL);
        assertThatThrownBy(() -> consents.nameSubject(PRINCIPAL, "member:1", consent, subject("insurance"), true))
                .extracting(e -> ((RefusedException) e).refusal())
                .isEqualTo(new LawRefusal.ConsentNotIncomplete());
        assertThatThrownBy(() -> consents.nameSubject(PRINCIPAL, "member:1", consent, subject("windows-doors"), false))
                .extracting(e -> ((RefusedException) e).refusal())
                .isEqualTo(new LawRefusal.ConsentSectors());
        assertThatThrownBy(() -> consents.nameSubject(STRANGER, "member:1", consent, subject("windows-doors"), true))
                .isInstanceOf(RefusedException.class);
        consents.nameSubject(PRINCIPAL, "member:1", consent, subject("windows-doors"), true);
        assertThat(answer(PRINCIPAL, call("windows-doors", null))).isEqualTo(Answer.ALLOWED);
        assertThat(database.accounts()
                        .sql("select subject_by from accounts.consent where id = ? and subject_at is not null")
                        .param(consent)
                        .query(String.class)
                        .single())
                .isEqualTo("member:1");
        assertThatThrownBy(() -> consents.nameSubject(PRINCIPAL, "member:1", consent, subject("telecom"), true))
                .extracting(e -> ((RefusedException) e).refusal())
                .isEqualTo(new LawRefusal.ConsentNotIncomplete());
    }

    @Test
    void aClaimThatComesAgainWithItsSubjectCompletesTheConsentUnlessItWasConfirmed() {
        ClaimedConsent before = claim(null, "Fenêtres en bois");
        UUID consent = recorded(before);
        ClaimedConsent named = Claims.withSubject(before, "windows-doors");
        assertThat(record(named).getFirst()).isEqualTo(new Consents.Answer(before.reference(), consent, true, null));
        assertThat(answer(PRINCIPAL, call("windows-doors", null))).isEqualTo(Answer.ALLOWED);
        assertThat(record(before).getFirst().known()).isTrue();
        assertThat(consents.record(PRINCIPAL, "key:1", false, List.of(Claims.withSubject(before, "telecom")))
                        .getFirst()
                        .refusal())
                .isEqualTo(new LawRefusal.ConsentReferenceTaken());

        ClaimedConsent confirmed = claim(null, "Alarmes");
        UUID other = recorded(confirmed);
        database.accounts()
                .sql("update accounts.consent set confirmed_at = now() where id = ?")
                .param(other)
                .update();
        assertThat(consents.record(PRINCIPAL, "key:1", false, List.of(Claims.withSubject(confirmed, "home-security")))
                        .getFirst()
                        .refusal())
                .isEqualTo(new LawRefusal.ConsentNotIncomplete());
        assertThat(answer(PRINCIPAL, call("home-security", null))).isEqualTo(Answer.CANNOT_TELL);
    }

    private String goods(AskedCall call) {
        return Objects.requireNonNull(told(PRINCIPAL, call).consent()).goods();
    }

    private UUID recorded(ClaimedConsent claim) {
        return Objects.requireNonNull(record(claim).getFirst().id());
    }

    private static Subject subject(String id) {
        return Subject.of(id).orElseThrow();
    }

    /** Names the agent as a third party. */
    private static ClaimedConsent claim(@Nullable String subject, String goods) {
        return claim(subject, goods, subject == null ? List.of("other") : List.of());
    }

    private static ClaimedConsent claim(@Nullable String subject, String goods, List<String> sectors) {
        return new ClaimedConsent(
                UUID.randomUUID().toString(),
                NUMBER,
                "2026-11-20T10:30:00+01:00",
                "2027-06-25T10:30:00+01:00",
                null,
                List.of("000000026"),
                goods,
                sectors,
                subject,
                "Oui",
                "web",
                true,
                true,
                true,
                "sha256:8e1747ea8e28eb25ae996783b54f4b8f7ca1640cf17f16b6bdd1a98c2b1ef450",
                null);
    }

    private List<Consents.Answer> record(ClaimedConsent... claims) {
        List<Consents.Answer> answers = consents.record(PRINCIPAL, "key:1", false, List.of(claims));
        assertThat(answers).extracting(Consents.Answer::refusal).containsOnlyNulls();
        return answers;
    }

    private static AskedCall call(String subject, @Nullable String goods) {
        return new AskedCall(
                NUMBER, NOW_TEXT, null, null, null, subject, goods, null, null, null, null, null, null, null, null);
    }

    private static AskedCall call(UUID campaign, String subject) {
        return new AskedCall(
                NUMBER,
                NOW_TEXT,
                null,
                campaign.toString(),
                null,
                subject,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private Answer answer(UUID company, AskedCall call) {
        return told(company, call).verdict().answer();
    }

    private Campaign campaign(UUID company, Subject subject, @Nullable String goods) {
        return campaigns.declare(company, "key:1", terms(subject.sector(), subject, goods));
    }

    private static Campaigns.Terms terms(Sector sector, @Nullable Subject subject, @Nullable String goods) {
        return new Campaigns.Terms(
                null,
                "Novembre",
                sector,
                subject,
                goods,
                null,
                null,
                LocalDate.of(2026, 11, 1),
                LocalDate.of(2026, 12, 31));
    }

    private byte inFile(Campaign campaign) {
        long national = NumberingPlan.FRANCE.national(E164);
        CampaignVerdicts files = new CampaignVerdicts(LawBook.france(), fresh(), log, consents, clock);
        Ruling ruling = files.judge(
                        campaign.id(),
                        new CampaignLaw.Numbers(new long[] {national}, 1),
                        publication.current(),
                        () -> {})
                .ruling();
        byte[] ruled = {0};
        ruling.rule(new long[] {national}, 1, ruled);
        return ruled[0];
    }

    /** Moves the day on which the database learned of subjects; servers read it once, at their start. */
    private void since(String day) {
        JdbcClient.create(test.owner())
                .sql("update accounts.subject_start set since = cast(? as date)")
                .param(day)
                .update();
        verdicts = verdicts(publication, fresh());
    }

    private Campaigns fresh() {
        return new Campaigns(database, clock, audit, mandates);
    }
}

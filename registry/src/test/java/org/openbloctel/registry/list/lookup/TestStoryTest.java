package org.openbloctel.registry.list.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openbloctel.law.Answer;
import org.openbloctel.law.Call;
import org.openbloctel.law.CallJudge;
import org.openbloctel.law.CallVerdict;
import org.openbloctel.law.CallerNumber;
import org.openbloctel.law.Ground;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Relation;
import org.openbloctel.law.Rule;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Topic;

/** What a test key knows leads to every answer of the law, in the regime of consent and in that of the list. */
final class TestStoryTest {
    private static final LawBook LAW = LawBook.france();
    private static final CallJudge JUDGE = new CallJudge(LAW);
    /** A Wednesday, 11:00 in Paris. */
    private static final String NOW = "2026-12-09T10:00:00Z";
    /** A Tuesday of the regime before, 11:00 in Paris. */
    private static final String BEFORE = "2024-06-11T09:00:00Z";

    private static final String EVENING = "2026-12-09T20:00:00Z";

    private static CallVerdict verdict(String number, String at, @Nullable Sector sector, @Nullable String callerId) {
        Instant instant = Instant.parse(at);
        CallerNumber caller = callerId == null ? null : CallerNumber.read(callerId);
        Call call = new Call(
                instant,
                ZoneId.of("Europe/Paris"),
                Topic.of(sector),
                Relation.NONE,
                false,
                false,
                caller,
                caller == null ? null : Boolean.TRUE);
        return JUDGE.judge(call, TestStory.known(Long.parseLong("33" + number.substring(1)), instant));
    }

    private static String said(CallVerdict verdict) {
        return verdict.grounds().stream()
                .map(ground -> ground.rule() + (ground.missing() == null ? "" : "=" + ground.missing()))
                .collect(Collectors.joining(" ", verdict.answer() + " ", ""))
                .strip();
    }

    @ParameterizedTest
    @CsvSource({
        "0639980002,FORBIDDEN consent,ALLOWED",
        "0639980001,FORBIDDEN consent,FORBIDDEN opposition-list",
        "0639981002,ALLOWED,ALLOWED",
        "0639981001,ALLOWED,FORBIDDEN opposition-list",
        "0639981102,FORBIDDEN consent,ALLOWED",
        "0639981202,FORBIDDEN consent,ALLOWED",
        "0639981302,CANNOT_TELL consent=consent,ALLOWED",
        "0639981402,FORBIDDEN no-call-after-objection,FORBIDDEN refusal-pause",
        "0639981502,ALLOWED,ALLOWED",
        "0639981602,FORBIDDEN attempt-limit,FORBIDDEN attempt-limit",
        "0639981702,ALLOWED,ALLOWED",
        "0639981802,ALLOWED,ALLOWED",
        "0639981901,ALLOWED,ALLOWED",
        "0639982002,FORBIDDEN consent,ALLOWED",
        "0639982102,ALLOWED,ALLOWED",
        "0639982202,ALLOWED,FORBIDDEN list-check",
        "0639982302,FORBIDDEN consent,ALLOWED",
        "0639982402,ALLOWED,ALLOWED",
        "0639982502,FORBIDDEN no-call-after-objection,ALLOWED",
        "0639989902,FORBIDDEN consent,ALLOWED",
        "0199001002,ALLOWED,ALLOWED",
    })
    void storyIsJudgedByTheLawOfTheDay(String number, String now, String before) {
        assertThat(said(verdict(number, NOW, Sector.OTHER, null))).isEqualTo(now);
        assertThat(said(verdict(number, BEFORE, Sector.OTHER, null))).isEqualTo(before);
    }

    /** All but that about a machine that speaks, which only the person called can tell. */
    @Test
    void everyRuleOfTheLawForbidsSomeNumber() {
        Set<String> forbidding = new TreeSet<>();
        for (TestStory story : TestStory.values()) {
            for (String listed : new String[] {"1", "2"}) {
                String number = "063998%02d0%s".formatted(story.digits(), listed);
                for (Sector sector : Sector.values()) {
                    for (String at : new String[] {NOW, BEFORE, EVENING}) {
                        for (String callerId : new String[] {null, "0199001234", CallerNumber.HIDDEN}) {
                            verdict(number, at, sector, callerId).grounds().stream()
                                    .filter(ground -> ground.missing() == null)
                                    .forEach(ground -> forbidding.add(ground.rule()));
                        }
                    }
                }
            }
        }
        assertThat(forbidding)
                .containsAll(LAW.rules().stream()
                        .map(Rule::id)
                        .filter(rule -> !rule.equals("automated-call"))
                        .toList());
    }

    @Test
    void sectorHourAndTheNumberShownDecideAsForRealNumbers() {
        assertThat(said(verdict("0639981002", NOW, Sector.ENERGY_RENOVATION, null)))
                .isEqualTo("FORBIDDEN energy-renovation-ban");
        assertThat(verdict("0639982002", NOW, Sector.ENERGY_RENOVATION, null).answer())
                .as("asked to be called back")
                .isEqualTo(Answer.ALLOWED);
        assertThat(said(verdict("0639981802", NOW, Sector.INSURANCE, null))).isEqualTo("FORBIDDEN insurance-recontact");
        assertThat(said(verdict("0639981502", NOW, Sector.INSURANCE, null))).isEqualTo("FORBIDDEN insurance-refusal");
        assertThat(verdict("0639982302", NOW, Sector.INSURANCE, null).answer()).isEqualTo(Answer.ALLOWED);
        assertThat(said(verdict("0639981002", EVENING, Sector.OTHER, null))).isEqualTo("FORBIDDEN calling-hours");
        assertThat(verdict("0639982102", EVENING, Sector.OTHER, null).answer())
                .as("by appointment, at any hour")
                .isEqualTo(Answer.ALLOWED);
        assertThat(said(verdict("0639981002", NOW, Sector.OTHER, "0199001234"))).isEqualTo("FORBIDDEN caller-number");
        assertThat(verdict("0639981002", NOW, null, null).answer())
                .as("no sector, as in dial without a campaign")
                .isEqualTo(Answer.CANNOT_TELL);
        assertThat(said(verdict("0639981002", "2010-01-05T10:00:00Z", Sector.OTHER, null)))
                .isEqualTo("CANNOT_TELL no-regime=regime");
    }

    /** What a dialer that asks in the evening is told: one ground of several. */
    @ParameterizedTest
    @CsvSource({
        "00,consent", "10,calling-hours", "11,consent", "12,consent", "13,calling-hours", "14,no-call-after-objection",
        "15,calling-hours", "17,calling-hours", "18,calling-hours", "19,calling-hours", "20,consent",
                "22,calling-hours",
        "23,consent", "24,calling-hours", "25,no-call-after-objection"
    })
    void eveningIsSaidOnlyWhereNothingElseForbidsForGood(String digits, String rule) {
        CallVerdict verdict = verdict("063998" + digits + "02", EVENING, Sector.OTHER, null);
        assertThat(verdict.answer()).isEqualTo(Answer.FORBIDDEN);
        assertThat(Ground.leading(verdict.grounds()))
                .get()
                .extracting(Ground::rule)
                .isEqualTo(rule);
    }

    @Test
    void appointmentIsForTheMomentOfTheQuestionAndNotForACallToCome() {
        long number = 33_639_982_102L;
        Instant asked = Instant.parse(NOW);
        Instant evening = Instant.parse(EVENING);
        Call call = new Call(
                evening, ZoneId.of("Europe/Paris"), Topic.of(Sector.OTHER), Relation.NONE, false, false, null, null);
        assertThat(said(JUDGE.judge(call, TestStory.known(number, asked)))).isEqualTo("FORBIDDEN calling-hours");
        assertThat(said(JUDGE.judge(call, TestStory.known(number, evening.minusSeconds(14 * 60)))))
                .isEqualTo("ALLOWED");
        assertThat(said(JUDGE.judge(call, TestStory.known(number, evening.minusSeconds(15 * 60)))))
                .isEqualTo("FORBIDDEN calling-hours");
    }

    @Test
    void guideHasEachStoryInItsTable() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "api.md"));
        assertThat(Arrays.stream(TestStory.values()).filter(story -> story != TestStory.NOTHING))
                .allSatisfy(story -> assertThat(guide).contains("\n| `" + story.digits() + "` | "))
                .extracting(TestStory::digits)
                .doesNotHaveDuplicates();
    }
}

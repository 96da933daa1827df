package org.openbloctel.registry.authority.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;

/** Each call of a case is there once, with what all who complain about it say. */
final class CaseCallTest {
    private static final String NUMBER = "0262 12 34 56";
    private static final String EARLY = "2026-11-23T20:30:00Z";
    private static final String LATE = "2026-11-24T20:30:00Z";
    private static final UUID FIRST = new UUID(1, 1);

    private static CaseComplaint complaint(
            UUID id, @Nullable UUID first, @Nullable String number, Subject subject, String... calls) {
        return new CaseComplaint(
                id,
                Reference.read("2222222222").orElseThrow(),
                first,
                ComplaintState.IN_CASE,
                number == null ? null : PhoneNumber.read(number),
                CallingNumber.read("01 99 00 34 56").orElseThrow(),
                Stream.of(calls).map(Instant::parse).toList(),
                subject,
                List.of("rule-" + id.getLeastSignificantBits()),
                List.of("rule-1", "rule-9"),
                null);
    }

    @Test
    void callOfTwoComplaintsIsOneWithTheRulesAndSubjectsOfBoth() {
        List<CaseCall> calls = CaseCall.of(List.of(
                complaint(FIRST, null, NUMBER, Subject.INSURANCE, LATE),
                complaint(new UUID(1, 2), FIRST, NUMBER, Subject.HEALTH, EARLY, LATE)));
        assertThat(calls).extracting(CaseCall::at).containsExactly(Instant.parse(EARLY), Instant.parse(LATE));
        assertThat(calls.getFirst().rules()).containsExactly("rule-2", "rule-1", "rule-9");
        assertThat(calls.getFirst().unsure()).containsExactly("rule-1", "rule-9");
        assertThat(calls.getLast().broken()).as("broken by one of them").containsExactly("rule-1", "rule-2");
        assertThat(calls.getLast().unsure()).containsExactly("rule-9");
        assertThat(calls.getLast().subjects()).containsExactly(Subject.INSURANCE, Subject.HEALTH);
        assertThat(calls.getLast().callers()).hasSize(1);
    }

    /** The number of one of them is forgotten: it is the same call, on the clock of the person who was called. */
    @Test
    void complaintsThatJoinedAreAboutOneNumberThatOneHasForgotten() {
        assertThat(CaseCall.of(List.of(
                        complaint(FIRST, null, null, Subject.INSURANCE, LATE),
                        complaint(new UUID(1, 2), FIRST, NUMBER, Subject.INSURANCE, LATE))))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.number()).isEqualTo(PhoneNumber.read(NUMBER));
                    assertThat(call.day()).isEqualTo("2026-11-25");
                    assertThat(call.broken()).containsExactlyInAnyOrder("rule-1", "rule-2");
                });
        assertThat(CaseCall.of(List.of(
                        complaint(FIRST, null, null, Subject.INSURANCE, LATE),
                        complaint(new UUID(1, 2), FIRST, null, Subject.INSURANCE, LATE),
                        complaint(new UUID(1, 3), null, null, Subject.INSURANCE, LATE))))
                .as("two people")
                .hasSize(2);
    }

    @Test
    void noNumberIsInWhatIsPrinted() {
        assertThat(CaseCall.of(List.of(complaint(FIRST, null, NUMBER, Subject.INSURANCE, LATE))))
                .hasToString("[call:" + LATE + "]");
    }
}

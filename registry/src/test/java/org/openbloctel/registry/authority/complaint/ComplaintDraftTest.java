package org.openbloctel.registry.authority.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.refusal.ComplaintRefusal;

/** Four questions, and all that is wrong with the answers at once. */
final class ComplaintDraftTest {
    private static final Instant NOW = Instant.parse("2026-11-25T17:00:00Z");

    private static ComplaintDraft draft(String day, String hour, String caller, boolean masked, String others) {
        return new ComplaintDraft(
                "06 39 98 12 34",
                day,
                hour,
                caller,
                masked ? "hidden" : "",
                "insurance",
                others,
                ComplaintDraft.More.NOTHING);
    }

    private static Filing whole(ComplaintDraft draft) {
        return ((ComplaintDraft.Reading.Whole) draft.read(NOW)).filing();
    }

    private static List<String> wrong(ComplaintDraft draft) {
        return ((ComplaintDraft.Reading.Faulty) draft.read(NOW))
                .wrong().stream()
                        .map(one -> one.field() + " " + one.refusal().getClass().getSimpleName())
                        .toList();
    }

    @Test
    void fourAnswersAreEnough() {
        Filing filing = whole(draft("2026-11-24", "14:05", "01 99 00 34 56", false, ""));
        assertThat(filing.calls()).containsExactly(Instant.parse("2026-11-24T13:05:00Z"));
        assertThat(filing.subject()).isEqualTo(Subject.INSURANCE);
        assertThat(whole(draft("24/11/2026", "14 h 05", "", true, "")).caller()).isNull();
    }

    @Test
    void whatThePersonTickedIsKeptAlone() {
        ComplaintDraft.More more = new ComplaintDraft.More(
                "", "", "", "yes", "hier", List.of("threats", "nothing"), "non authentifié", "29", "machine");
        ComplaintDraft draft = new ComplaintDraft("0639981234", "hier", "9h", "", "hidden", "unknown", "", more);
        assertThat(whole(draft).doors()).containsExactly(OtherAuthority.THREATS);
        assertThat(whole(draft).departement()).isEqualTo(new Departement("29", "Finistère"));
        assertThat(whole(draft).contract()).isTrue();
        assertThat(whole(draft).refusedOn()).isEqualTo("2026-11-24");
        assertThat(whole(draft).display()).isEqualTo(Filing.Display.HIDDEN);
        assertThat(whole(draft).speaker()).isEqualTo(Filing.Speaker.MACHINE);
    }

    /** Also where the person saw no number, and said so by no other answer. */
    @Test
    void callThatIsMarkedAsNotAuthenticatedMayShowANumberOrNone() {
        Filing without = whole(displayed("unauthenticated", ""));
        assertThat(without.caller()).isNull();
        assertThat(without.display()).isEqualTo(Filing.Display.UNAUTHENTICATED);
        assertThat(without.doors()).isEmpty();
        assertThat(whole(displayed("unauthenticated", "0199003456")).caller()).isNotNull();
        assertThat(wrong(displayed("hidden", "0199003456"))).containsExactly("caller CallerAndMasked");
        assertThat(wrong(displayed("shown", ""))).containsExactly("caller NoCaller");
    }

    @Test
    void questionsThatAreLeftOpenStayOpen() {
        Filing filing = whole(displayed("", "0199003456"));
        assertThat(filing.display()).isNull();
        assertThat(filing.speaker()).isNull();
    }

    /** Its day and number stand in the first line, so that a reader of it would find a call. */
    @Test
    void pasteThatIsTooLongIsRefusedUnread() {
        String line = "2026-11-24 14:06 01 99 00 34 56\n";
        String most = line + "x".repeat(ComplaintDraft.MAX_PASTED - line.length());
        assertThat(whole(draft("2026-11-24", "14:05", "", false, most)).calls()).hasSize(2);
        assertThat(wrong(draft("2026-11-24", "14:05", "", false, most + "x")))
                .containsExactly("caller NoCaller", "others TextTooLong");
    }

    private static ComplaintDraft displayed(String display, String caller) {
        return new ComplaintDraft(
                "06 39 98 12 34", "2026-11-24", "14:05", caller, display, "insurance", "", ComplaintDraft.More.NOTHING);
    }

    @Test
    void callOfTheFutureIsRefusedWhereItLies() {
        assertThat(wrong(draft("2026-11-26", "14:05", "", true, ""))).containsExactly("day FutureCall");
        assertThat(wrong(draft("2026-11-25", "18:01", "", true, ""))).containsExactly("hour FutureCall");
        assertThat(wrong(draft("2023-11-24", "14:05", "", true, ""))).containsExactly("day CallTooLongAgo");
    }

    @Test
    void allThatIsMissingIsSaidAtOnce() {
        ComplaintDraft empty = new ComplaintDraft("", "", "", "", "", "", "", ComplaintDraft.More.NOTHING);
        assertThat(wrong(empty))
                .containsExactly(
                        "number NotANumber",
                        "day UnreadableDay",
                        "hour UnreadableHour",
                        "caller NoCaller",
                        "subject NoSubject");
    }

    @Test
    void callerMayStandInThePasteAlone() {
        String log = "01 99 00 34 56\n23/11/2026 10:30\n22/11/2026 10:31";
        Filing filing = whole(draft("2026-11-24", "14:05", "", false, log));
        assertThat(filing.caller())
                .isEqualTo(CallingNumber.read("01 99 00 34 56").orElseThrow());
        assertThat(filing.calls()).hasSize(3).isSorted();
        assertThat(wrong(draft("2026-11-24", "14:05", "", false, log + "\n01 99 00 11 22 22/11/2026 10:40")))
                .containsExactly("caller SeveralCallers");
        assertThat(whole(draft("2026-11-24", "14:05", "0199003456", false, log + "\n01 99 00 11 22 22/11/2026 10:40"))
                        .calls())
                .as("those of the other number are left out")
                .hasSize(3);
    }

    /** The oldest day counts as a whole, for the first call and for further ones. */
    @Test
    void furtherCallIsAsOldAsAFirstOneMayBe() {
        assertThat(whole(draft("25/11/2023", "00:00", "", true, "")).calls()).hasSize(1);
        assertThat(whole(draft("2026-11-24", "14:05", "", true, "25/11/2023 00:00\n24/11/2023 23:59"))
                        .calls())
                .containsExactly(Instant.parse("2023-11-24T23:00:00Z"), Instant.parse("2026-11-24T13:05:00Z"));
    }

    @Test
    void pasteWithoutACallAndContradictionsAreRefused() {
        assertThat(wrong(draft("2026-11-24", "14:05", "0199003456", true, "rien")))
                .containsExactly(
                        "caller " + ComplaintRefusal.CallerAndMasked.class.getSimpleName(), "others NoCallsRead");
    }
}

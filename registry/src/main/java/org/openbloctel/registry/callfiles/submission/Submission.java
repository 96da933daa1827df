package org.openbloctel.registry.callfiles.submission;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.scrubbing.Hold;
import org.openbloctel.registry.callfiles.scrubbing.ScrubQueue;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.scrub.file.LayoutOptions;

/**
 * A submission as its company sees it.
 *
 * @param id which
 * @param seq its place among all, ascending: the cursor of lists
 * @param company whose space it is in
 * @param principal for whom: the company itself, or who gave it a mandate
 * @param submittedBy who sent it, as the audit trail names them
 * @param fileName the file's name, long runs of digits hidden
 * @param receivedAt when it was here, whole
 * @param size bytes
 * @param sha256 of the file, hexadecimal
 * @param corrects the submission whose file this one reads in another way
 * @param options what the sender said of the layout
 * @param state where it is
 * @param readBytes bytes read so far
 * @param readRows lines that have a verdict so far
 * @param settledAt when it was ready or refused
 * @param deliveredAt when the callable lines were first downloaded
 * @param purgedAt when its files were erased
 * @param refusal why it was refused
 * @param report the engine's report as JSON, once it is ready
 * @param counts what came out
 * @param certificate the id of its certificate
 * @param inputKept whether the file as it was sent is still here
 * @param filesUntil until when the returned files are here, while they are
 * @param campaign for which campaign, in the sender's words
 * @param channel by which way it came
 * @param campaignId which campaign, if the sender named one by its id
 * @param recheckedAt when its kept numbers were last checked again
 * @param scope what its answer says
 * @param held why it does not leave, while it is held
 */
public record Submission(
        UUID id,
        long seq,
        UUID company,
        UUID principal,
        String submittedBy,
        String fileName,
        Instant receivedAt,
        long size,
        String sha256,
        Optional<UUID> corrects,
        LayoutOptions options,
        State state,
        long readBytes,
        long readRows,
        Optional<Instant> settledAt,
        Optional<Instant> deliveredAt,
        Optional<Instant> purgedAt,
        Optional<Refusal.Stored> refusal,
        Optional<String> report,
        Counts counts,
        Optional<String> certificate,
        boolean inputKept,
        Optional<Instant> filesUntil,
        Optional<String> campaign,
        Sent.Channel channel,
        Optional<UUID> campaignId,
        Optional<Instant> recheckedAt,
        Scope scope,
        Optional<Held> held) {

    /** Whether this company finds it in its space: who sent it, and for a campaign also who it was sent for. */
    public boolean opensFor(UUID reader) {
        return company.equals(reader) || (campaignId.isPresent() && principal.equals(reader));
    }

    /** Whether the law was asked for each line, and not the list alone. */
    public boolean isByLaw() {
        return scope == Scope.LAW;
    }

    /** Whether its file can be read in another way: it is kept, and its result was not downloaded. */
    public boolean isCorrectable() {
        return inputKept && (state == State.READY || state == State.HELD || state == State.REFUSED);
    }

    /** The last day on which its callable lines may be called; empty when nobody has them, or can have them any more. */
    public Optional<LocalDate> coveredUntil() {
        boolean covers = switch (state) {
            case READY, DELIVERED -> true;
            case PURGED -> deliveredAt.isPresent();
            case RECEIVED, CHECKING, HELD, REFUSED -> false;
        };
        return covers
                ? checkedAt().map(at -> LegalCalendar.dayOf(at).plusDays(ScrubQueue.CHECK_HOLDS_DAYS))
                : Optional.empty();
    }

    /** When its counts came out: a check of kept numbers by the list says nothing of what the law made of them. */
    public Optional<Instant> judgedAt() {
        return scope == Scope.LAW ? settledAt : checkedAt();
    }

    /** When its numbers were last checked: by the scrub, or again since. */
    public Optional<Instant> checkedAt() {
        return recheckedAt.or(() -> settledAt);
    }

    /**
     * What came out.
     *
     * @param rows lines, the header aside
     * @param callable of which may be called; by the list alone, of which are not listed
     * @param opposed of which are on the list
     * @param forbidden of which may not be called for another reason
     * @param unchecked of which were not checked
     * @param chargedLines numbers that counted for the plan
     * @param listRevision by which revision of the list
     */
    public record Counts(
            long rows,
            long callable,
            long opposed,
            long forbidden,
            long unchecked,
            long chargedLines,
            OptionalLong listRevision) {}

    /**
     * Which call files may be called from now, and until when. Of a file that was checked several times, for one principal and under
     * one name, the latest check counts.
     *
     * @param files how many files have a check that holds
     * @param firstEnd the last day of the check that ends first
     * @param ends the last day of each check that holds, the first to end first
     * @param lapsing those whose check ends within {@link #SOON_DAYS} days, the first to end first
     */
    public record Coverage(int files, Optional<LocalDate> firstEnd, List<LocalDate> ends, List<Submission> lapsing) {
        /** What ends within so many days is due. */
        public static final int SOON_DAYS = 7;

        /** Copies the lists. */
        public Coverage {
            ends = List.copyOf(ends);
            lapsing = List.copyOf(lapsing);
        }

        /** Of checks that hold, the oldest first. */
        static Coverage of(List<Submission> holding, LocalDate today) {
            LocalDate later = today.plusDays(SOON_DAYS);
            List<Submission> lapsing = holding.stream()
                    .filter(submission -> submission
                            .coveredUntil()
                            .filter(day -> day.isBefore(later))
                            .isPresent())
                    .toList();
            List<LocalDate> ends = holding.stream()
                    .flatMap(submission -> submission.coveredUntil().stream())
                    .toList();
            return new Coverage(
                    holding.size(), holding.stream().findFirst().flatMap(Submission::coveredUntil), ends, lapsing);
        }
    }

    /**
     * A hold.
     *
     * @param since when it began
     * @param until when the file is refused unless it left before
     */
    public record Held(Hold hold, Instant since, Instant until) {}

    /** What the answer of a submission says. */
    public enum Scope {
        /** Whether a number is on the list: nothing else was looked at, and a number that is not on it may still be forbidden. */
        LIST,
        /** Whether a number may be called for the campaign, by all that the registry knows and the law of the day. */
        LAW;

        /** As it stands in tables and in the API. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is looked for in a list of submissions.
     *
     * @param text part of a file's name; empty for all
     * @param state in this state; empty for all
     */
    public record Search(String text, Optional<State> state) {
        /** The state's name; empty for all. */
        String stateName() {
            return state.map(State::name).orElse("");
        }

        /** All. */
        public static final Search ALL = new Search("", Optional.empty());

        /** How a list is sorted. */
        public enum Order {
            /** The last received first. */
            NEWEST,
            /** The first received first. */
            OLDEST,
            /** By the file's name. */
            NAME,
            /** The longest file first. */
            LINES
        }
    }
}

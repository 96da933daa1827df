package org.openbloctel.registry.callfiles.scrubbing;

import java.util.UUID;
import org.openbloctel.scrub.engine.Ruling;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.list.OppositionList;

/** Judges the numbers of a file that was submitted for a campaign, by all that the registry knows and the law of the day. Thread-safe. */
@FunctionalInterface
public interface CampaignLaw {
    /**
     * Judges numbers as of now, all of them at once; the ruling then answers for these and no others.
     *
     * @param campaign the campaign's id
     * @param numbers the file's numbers
     * @param list the list that the file is scrubbed by
     * @param stillWanted called now and then; throws to stop the work
     * @throws org.openbloctel.registry.platform.refusal.RefusedException when the campaign is unknown
     */
    Judged judge(UUID campaign, Numbers numbers, OppositionList list, Runnable stillWanted);

    /** Whether the numbers of a campaign's files are kept, to be checked again. */
    default boolean keepsNumbers(UUID campaign) {
        return false;
    }

    /**
     * Numbers, ascending and each once.
     *
     * @param nationals national numbers of the list's plan; longer than {@code count}, maybe
     * @param count how many there are
     */
    @SuppressWarnings("ArrayRecordComponent") // eighty megabytes for ten million, handed over and never compared
    record Numbers(long[] nationals, int count) {
        /** Without the numbers. */
        @Override
        public String toString() {
            return "Numbers[" + count + "]";
        }
    }

    /**
     * How numbers are judged.
     *
     * @param ruling what each number comes to
     * @param law by which law
     */
    record Judged(Ruling ruling, ScrubReport.LawUsed law) {}
}

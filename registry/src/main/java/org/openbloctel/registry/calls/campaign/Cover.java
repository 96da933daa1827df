package org.openbloctel.registry.calls.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.law.CampaignOutlook;
import org.openbloctel.registry.callfiles.submission.CampaignFiles;
import org.openbloctel.registry.callfiles.submission.Submission;

/**
 * How a campaign stands: which files were checked, until when that holds, what changed since.
 *
 * @param campaign which
 * @param state at a glance
 * @param exempt whether its ground excuses it from checking today: then nothing blocks, in any state
 * @param coveredUntil the last day on which all files have a check that holds; empty without a file
 * @param files the files, the first to end first
 * @param keeping since when its numbers are kept and checked every night; empty when they are not
 * @param change what changed since the check before the last
 * @param outlook what the law makes of its calls, apart from the checks of its files
 */
public record Cover(
        Campaign campaign,
        State state,
        boolean exempt,
        Optional<LocalDate> coveredUntil,
        List<CampaignFiles.Checked> files,
        Optional<Keeping> keeping,
        Change change,
        CampaignOutlook outlook) {
    /** What ends within so many days is due. */
    public static final int SOON_DAYS = 7;

    /** Copies the list. */
    public Cover {
        files = List.copyOf(files);
    }

    /** A campaign's state at a glance. */
    public enum State {
        /** No file was checked for it: each call is judged by the list at its own instant. */
        NO_FILE,
        /** Every file has a check that holds. */
        COVERED,
        /** So it is, but one ends within {@link Cover#SOON_DAYS} days. */
        DUE_SOON,
        /** A file's check has ended: no call may be made, unless the campaign is exempt. */
        OUT_OF_COVER,
        /** It is over. */
        ENDED
    }

    /**
     * How a campaign stands, and no more.
     *
     * @param coveredUntil as in the whole
     * @param outlook as in the whole
     */
    public record Glance(State state, Optional<LocalDate> coveredUntil, CampaignOutlook outlook) {}

    /**
     * How many numbers of the campaign's files may be called, by their latest checks; empty where none was judged by the law of its
     * day. Files that were compared with the list alone say nothing of it.
     */
    public Optional<Callable> callable() {
        List<Submission> judged = files.stream()
                .map(CampaignFiles.Checked::latest)
                .filter(one -> one.scope() == Submission.Scope.LAW)
                .toList();
        return judged.isEmpty()
                ? Optional.empty()
                : Optional.of(new Callable(
                        judged.stream()
                                .mapToLong(one -> one.counts().callable())
                                .sum(),
                        judged.stream().mapToLong(one -> one.counts().rows()).sum(),
                        judged.size() == files.size()));
    }

    /**
     * How many numbers may be called.
     *
     * @param callable so many
     * @param of so many lines of the files that were judged by the law
     * @param all whether these are all files of the campaign
     */
    public record Callable(long callable, long of, boolean all) {}

    /** The same, and no more. */
    public Glance glance() {
        return new Glance(state, coveredUntil, outlook);
    }

    /**
     * The numbers of a campaign are kept.
     *
     * @param since when a person or a program of the company agreed to it
     * @param by who, as the audit trail names them
     * @param numbers how many numbers are kept now
     * @param lastCheck the latest check of all of them
     */
    public record Keeping(Instant since, String by, long numbers, Optional<Recheck> lastCheck) {}

    /**
     * What changed: in sums over the files, between each file's latest check and the one before; and, where numbers are kept, since
     * the latest check.
     *
     * @param opposed lines that became opposed
     * @param callable lines that left the list
     * @param newLines lines that had not been checked before
     */
    public record Change(long opposed, long callable, long newLines) {}

    /**
     * How far a check of kept numbers is.
     *
     * @param done numbers that were compared
     * @param total all there are; 0 while they are not yet counted
     */
    public record Progress(long done, long total) {}

    /**
     * A check of all kept numbers of a campaign.
     *
     * @param id which; its certificate names it in place of a submission
     * @param at when
     * @param askedBy who asked for it; {@code system} for the nightly one
     * @param listRevision by which revision of the list
     * @param numbers how many numbers
     * @param opposed of which are on the list
     * @param newlyOpposed lines whose number went on the list since the check before
     * @param newlyCallable lines whose number left it
     * @param certificate the id of its certificate
     */
    public record Recheck(
            UUID id,
            Instant at,
            String askedBy,
            long listRevision,
            long numbers,
            long opposed,
            long newlyOpposed,
            long newlyCallable,
            String certificate) {}

    /**
     * A line of a kept file whose number went on the list or left it.
     *
     * @param cursor its place among all changes of the campaign, ascending
     * @param at when that was noticed
     * @param opposed whether it went on the list; else it left it
     * @param reference the caller's own reference, or the line
     * @param number the number as the caller wrote it: behind a second factor or a key only
     * @param listRevision by which revision of the list
     */
    public record NumberChange(
            long cursor, Instant at, boolean opposed, String reference, String number, long listRevision) {
        /** Without what may not be in a log. */
        @Override
        public String toString() {
            return "NumberChange[" + cursor + ", " + (opposed ? "opposed" : "callable") + "]";
        }
    }
}

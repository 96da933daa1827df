package org.openbloctel.registry.submission;

import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What submissions need of others.
 *
 * @param received told that a submission is there, to be scrubbed, in the transaction that writes its row
 * @param alarm told that downloads of a company were stopped
 * @param links asked for which campaign a file is
 * @param revision asked for the revision of the list; empty when there is none to check by
 */
public record SubmissionHooks(
        Consumer<Submission> received, DownloadAlarm alarm, CampaignLinks links, Supplier<OptionalLong> revision) {}

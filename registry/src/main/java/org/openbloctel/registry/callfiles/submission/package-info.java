/**
 * Submissions as companies see them: listed, looked at, corrected, downloaded, erased.
 * {@link org.openbloctel.registry.callfiles.submission.Submissions} is for companies' doors,
 * {@link org.openbloctel.registry.callfiles.submission.CampaignFiles} and
 * {@link org.openbloctel.registry.callfiles.submission.VerdictFiles} are for campaigns. It owns what companies read of the table of
 * submissions, and the tables of downloads and of stops. Invariants: what is another company's is unknown; no returned file leaves without
 * being counted and audited; of an erased submission the counts and the certificate stay.
 *
 * <p>The API uses {@code SubmissionDesk}: {@code Submissions}, or {@code TestSubmissions} in memory for test keys. {@code Erasure} removes
 * files that no {@code FileKeeper} names. The first download from a browser or network takes the second factor again
 * ({@code DownloadPlaces}, docs/decisions/0075).
 */
@NullMarked
package org.openbloctel.registry.callfiles.submission;

import org.jspecify.annotations.NullMarked;

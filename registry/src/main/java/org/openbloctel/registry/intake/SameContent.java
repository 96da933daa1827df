package org.openbloctel.registry.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.openbloctel.registry.database.Database;
import org.openbloctel.scrub.file.LayoutOptions;

/**
 * Finds the submission that a file already is: the same bytes, of the same company for the same principal and campaign, read in the
 * same way, whose answer is still the answer of now. That is a submission that waits for its check; one that is checked by the list
 * alone, by the revision of now; and one that was so checked and came less than an hour ago. An hour bridges two ways at once and a
 * program that sends again after a fault. The answer for a campaign rests on refusals, consents and calls, too, which change at any
 * time: a file of a campaign is checked anew, which costs nothing, since its lines were checked of late. Two files that arrive at the
 * same moment wait for each other, on a lock of the content. Thread-safe.
 */
final class SameContent {
    /** How long a settled submission stands for a file that comes again. */
    static final Duration STANDS = Duration.ofHours(1);

    private final Database database;
    private final Supplier<OptionalLong> revision;

    /**
     * Among the submissions of this database.
     *
     * @param revision the list's as of now; empty when there is no list to check by
     */
    SameContent(Database database, Supplier<OptionalLong> revision) {
        this.database = database;
        this.revision = revision;
    }

    /** The submission that this file is; in the open transaction, in which else the file's own row is written. */
    Optional<UUID> earlier(Sent sent, String sha256, Instant now) {
        database.accounts()
                .sql("select 1 from pg_advisory_xact_lock(hashtextextended(:value, 190))")
                .param("value", sent.company() + sha256)
                .query(Integer.class)
                .single();
        return database
                .accounts()
                .sql("""
                        select * from accounts.submission
                        where company = :company and sha256 = :sha256 and principal = :principal and campaign is not distinct
                            from :campaign and campaign_id is not distinct from cast(:campaignId as uuid)
                            and corrects is null and (channel <> :channel or not :deliberate)
                            and (state = 'RECEIVED' or (campaign_id is null
                            and ((state = 'CHECKING' and checking_revision = :revision)
                            or (state in ('READY', 'DELIVERED') and list_revision = :revision and received_at > :since))))
                        order by seq desc
                        """)
                .param("company", sent.company())
                .param("sha256", sha256)
                .param("principal", sent.principal())
                .param("campaign", sent.campaign().orElse(null))
                .param("campaignId", sent.campaignId().orElse(null))
                .param("channel", sent.channel().label())
                .param("deliberate", sent.channel().isDeliberate())
                .param("revision", revision.get().orElse(-1))
                .param("since", now.minus(STANDS).atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Earlier(row.getObject("id", UUID.class), LayoutColumns.of(row)))
                .list()
                .stream()
                .filter(same -> same.options().equals(sent.options()))
                .map(Earlier::id)
                .findFirst();
    }

    private record Earlier(UUID id, LayoutOptions options) {}
}

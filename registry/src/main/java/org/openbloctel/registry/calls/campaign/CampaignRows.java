package org.openbloctel.registry.calls.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of campaigns. */
final class CampaignRows {
    private final Database database;

    CampaignRows(Database database) {
        this.database = database;
    }

    static Campaign campaign(ResultSet row, int n) throws SQLException {
        String ground = row.getString("ground");
        return new Campaign(
                row.getObject("id", UUID.class),
                row.getObject("principal", UUID.class),
                row.getObject("declared_by", UUID.class),
                row.getString("name"),
                Sector.of(row.getString("sector")).orElseThrow(),
                subject(row.getString("subject")),
                row.getString("goods"),
                ground == null ? null : Campaign.Exemption.of(ground).orElseThrow(),
                row.getString("evidence"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                Columns.instant(row, "declared_at"));
    }

    /** A subject that a later release knows is not known here, and {@link Subject#OTHER} without goods is covered by nothing. */
    private static @Nullable Subject subject(@Nullable String id) {
        return id == null ? null : Subject.of(id).orElse(Subject.OTHER);
    }

    LocalDate subjectsSince() {
        return database.accounts()
                .sql("select since from accounts.subject_start")
                .query(LocalDate.class)
                .single();
    }

    /** Names the subject of a campaign that has none, in the open transaction; whether it had none. */
    boolean name(UUID campaign, Subject subject, @Nullable String goods, String by, Instant now) {
        return database.accounts()
                        .sql("""
                                update accounts.campaign set subject = :subject, goods = :goods, subject_at = :now, subject_by = :by
                                where id = :id and subject is null
                                """)
                        .param("subject", subject.id())
                        .param("goods", goods)
                        .param("now", Columns.timestamp(now))
                        .param("by", by)
                        .param("id", campaign)
                        .update()
                == 1;
    }

    boolean insert(Campaign campaign, @Nullable String key) {
        return database.accounts()
                        .sql("""
                                insert into accounts.campaign (id, principal, declared_by, name, sector, subject, goods, ground,
                                    evidence, starts_on, ends_on, declared_at, request_key)
                                values (:id, :principal, :by, :name, :sector, :subject, :goods, :ground, :evidence, :starts, :ends, :now, :key)
                                on conflict (declared_by, request_key) do nothing
                                """)
                        .param("id", campaign.id())
                        .param("principal", campaign.principal())
                        .param("by", campaign.declaredBy())
                        .param("name", campaign.name())
                        .param("sector", campaign.sector().code())
                        .param(
                                "subject",
                                campaign.subject() == null
                                        ? null
                                        : campaign.subject().id())
                        .param("goods", campaign.goods())
                        .param(
                                "ground",
                                campaign.ground() == null
                                        ? null
                                        : campaign.ground().code())
                        .param("evidence", campaign.evidence())
                        .param("starts", campaign.startsOn())
                        .param("ends", campaign.endsOn())
                        .param("now", campaign.declaredAt().atOffset(ZoneOffset.UTC))
                        .param("key", key)
                        .update()
                == 1;
    }

    /** The campaign that a company declared under a key. */
    Campaign under(UUID by, @Nullable String key) {
        return database.accounts()
                .sql("select * from accounts.campaign where declared_by = :by and request_key = :key")
                .param("by", by)
                .param("key", key)
                .query(CampaignRows::campaign)
                .single();
    }

    List<Campaign> called(List<UUID> principals, String name, int most) {
        return database.accounts()
                .sql("""
                        select * from accounts.campaign where principal in (:principals) and lower(name) = lower(:name)
                        order by seq desc limit :most
                        """)
                .param("principals", principals)
                .param("name", name)
                .param("most", most)
                .query(CampaignRows::campaign)
                .list();
    }

    boolean keepsNumbers(UUID id) {
        return database.accounts()
                .sql("select exists (select from accounts.campaign_keeping where campaign = :id and key is not null)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    Optional<Campaign> find(UUID id) {
        return database.accounts()
                .sql("select * from accounts.campaign where id = :id")
                .param("id", id)
                .query(CampaignRows::campaign)
                .optional();
    }

    List<Campaign> of(UUID company, int most) {
        return database.accounts()
                .sql("""
                        select * from accounts.campaign where principal = :me or declared_by = :me
                        order by seq desc limit :most
                        """)
                .param("me", company)
                .param("most", most)
                .query(CampaignRows::campaign)
                .list();
    }

    int forget(LocalDate endedBefore) {
        return database.accounts()
                .sql("delete from accounts.campaign where ends_on < :endsOn")
                .param("endsOn", endedBefore)
                .update();
    }

    /** The campaigns of a company and its principals, in the order {@code by}, which is SQL. */
    List<Campaign> browse(
            UUID company,
            Set<UUID> principals,
            String stage,
            String text,
            LocalDate today,
            String by,
            long skip,
            int limit) {
        return database.accounts()
                .sql("""
                        select * from accounts.campaign
                        where (principal = :me or declared_by = :me or principal = any(cast(:principals as uuid[])))
                            and (:stage = '' or (case when :today < starts_on then 'TO_COME'
                            when :today > ends_on then 'ENDED' else 'RUNNING' end) = :stage)
                            and (:text = '' or position(lower(:text) in lower(name)) > 0)
                        order by
                        """ + by + " limit :limit offset :skip")
                .param("me", company)
                .param("principals", principals.stream().map(UUID::toString).toArray(String[]::new))
                .param("stage", stage)
                .param("today", today)
                .param("text", text)
                .param("limit", limit)
                .param("skip", skip)
                .query(CampaignRows::campaign)
                .list();
    }
}

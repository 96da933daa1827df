package org.openbloctel.registry.calls.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;

/** The tables of campaigns, and of the reminders that were sent. */
interface CampaignRows {
    String BROWSE = """
            select * from accounts.campaign
            where (principal = :wanted.me or declared_by = :wanted.me or principal = any(cast(:wanted.principals as uuid[])))
                and (:wanted.stage = '' or (case when :wanted.today < starts_on then 'TO_COME'
                when :wanted.today > ends_on then 'ENDED' else 'RUNNING' end) = :wanted.stage)
                and (:wanted.text = '' or position(lower(:wanted.text) in lower(name)) > 0)
            order by
            """;
    String PAGE = " limit :wanted.limit offset :wanted.skip";

    static CampaignRows in(Database database) {
        return database.rows(CampaignRows.class, new Reading<>(Row.class, Campaign.class, Row::campaign));
    }

    /** A campaign as it stands in its row. */
    record Row(
            UUID id,
            UUID principal,
            UUID declaredBy,
            String name,
            String sector,
            @Nullable String subject,
            @Nullable String goods,
            @Nullable String ground,
            @Nullable String evidence,
            LocalDate startsOn,
            LocalDate endsOn,
            Instant declaredAt) {
        /** A subject that a later release knows is not known here, and {@link Subject#OTHER} without goods is covered by nothing. */
        Campaign campaign() {
            return new Campaign(
                    id,
                    principal,
                    declaredBy,
                    name,
                    Sector.of(sector).orElseThrow(),
                    subject == null ? null : Subject.of(subject).orElse(Subject.OTHER),
                    goods,
                    ground == null ? null : Campaign.Exemption.of(ground).orElseThrow(),
                    evidence,
                    startsOn,
                    endsOn,
                    declaredAt);
        }
    }

    @SqlQuery("select since from accounts.subject_start")
    LocalDate subjectsSince();

    /** Names the subject of a campaign that has none, in the open transaction; whether it had none. */
    @SqlUpdate("""
            update accounts.campaign set subject = :subject.id, goods = :goods, subject_at = :now, subject_by = :by
            where id = :campaign and subject is null
            """)
    boolean name(UUID campaign, Subject subject, @Nullable String goods, String by, Instant now);

    @SqlUpdate("""
            insert into accounts.campaign (id, principal, declared_by, name, sector, subject, goods, ground,
                evidence, starts_on, ends_on, declared_at, request_key)
            values (:campaign.id, :campaign.principal, :campaign.declaredBy, :campaign.name, :campaign.sector.code, :campaign.subject.id,
                :campaign.goods, :campaign.ground.code, :campaign.evidence, :campaign.startsOn, :campaign.endsOn, :campaign.declaredAt, :key)
            on conflict (declared_by, request_key) do nothing
            """)
    boolean insert(Campaign campaign, @Nullable String key);

    /** The campaign that a company declared under a key. */
    @SqlQuery("select * from accounts.campaign where declared_by = :by and request_key = :key")
    Campaign under(UUID by, @Nullable String key);

    @SqlQuery("""
            select * from accounts.campaign where principal = any(:principals) and lower(name) = lower(:name)
            order by seq desc limit :most
            """)
    List<Campaign> called(List<UUID> principals, String name, int most);

    @SqlQuery("select exists (select from accounts.campaign_keeping where campaign = :id and key is not null)")
    boolean keepsNumbers(UUID id);

    @SqlQuery("select * from accounts.campaign where id = :id")
    Optional<Campaign> find(UUID id);

    @SqlQuery("""
            select * from accounts.campaign where principal = :company or declared_by = :company
            order by seq desc limit :most
            """)
    List<Campaign> of(UUID company, int most);

    @SqlUpdate("delete from accounts.campaign where ends_on < :endedBefore")
    int forget(LocalDate endedBefore);

    @SqlQuery(BROWSE + "seq desc" + PAGE)
    List<Campaign> newest(CampaignList.Wanted wanted);

    @SqlQuery(BROWSE + "lower(name), seq desc" + PAGE)
    List<Campaign> byName(CampaignList.Wanted wanted);

    @SqlQuery(BROWSE + "ends_on, seq desc" + PAGE)
    List<Campaign> byEnd(CampaignList.Wanted wanted);

    /** False when it was sent already. */
    @SqlUpdate("""
            insert into accounts.campaign_reminder (campaign, covered_until, kind, at)
            values (:campaign, :until, :kind, :now)
            on conflict do nothing
            """)
    boolean insertReminder(UUID campaign, LocalDate until, String kind, Instant now);
}

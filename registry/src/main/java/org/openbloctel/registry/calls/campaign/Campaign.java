package org.openbloctel.registry.calls.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Goods;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.law.Topic;
import org.openbloctel.registry.callfiles.intake.CampaignLinks;
import org.openbloctel.registry.platform.refusal.CampaignRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * A campaign as it was declared.
 *
 * @param id its id
 * @param principal whose duty its calls are
 * @param declaredBy who declared it: the principal, or an agent
 * @param name what its people call it
 * @param sector what its calls are about
 * @param subject the same, finer; null where nobody named it
 * @param goods the goods or services in words; null where nobody named them
 * @param ground what excuses it; null when nothing does
 * @param evidence what proves the ground; null without one
 * @param startsOn its first day
 * @param endsOn its last day
 * @param declaredAt when it was declared
 */
public record Campaign(
        UUID id,
        UUID principal,
        UUID declaredBy,
        String name,
        Sector sector,
        @Nullable Subject subject,
        @Nullable String goods,
        @Nullable Exemption ground,
        @Nullable String evidence,
        LocalDate startsOn,
        LocalDate endsOn,
        Instant declaredAt) {
    public boolean includes(LocalDate day) {
        return !day.isBefore(startsOn) && !day.isAfter(endsOn);
    }

    /** True where its calls need a consent and nothing names their topic; a sector other than {@code other} names one. */
    public boolean lacksSubject() {
        return subject == null && sector == Sector.OTHER && ground == null;
    }

    /**
     * The topic of its calls.
     *
     * @param bySectorUntil before this day calls without a subject are judged by their sector alone
     */
    public Topic topic(LocalDate bySectorUntil) {
        return new Topic(sector, subject, Goods.of(goods), bySectorUntil);
    }

    /** The campaign as files need it; refused when it is over. */
    CampaignLinks.Linked linked(LocalDate today) {
        if (today.isAfter(endsOn)) {
            throw new RefusedException(new CampaignRefusal.CampaignOver(endsOn));
        }
        return new CampaignLinks.Linked(id, principal, name);
    }

    /**
     * Whether this campaign was declared by the request that declares another one.
     *
     * @param about whether the request names a subject or goods: else it says nothing of them, for the release before stored none, and a page may
     *     have named them since
     */
    boolean isDeclaredAs(Campaign other, boolean about) {
        return equals(new Campaign(
                id,
                other.principal,
                other.declaredBy,
                other.name,
                other.sector,
                about ? other.subject : subject,
                about ? other.goods : goods,
                other.ground,
                other.evidence,
                other.startsOn,
                other.endsOn,
                declaredAt));
    }

    /** Why rules would leave a campaign alone. Which rules do is the law's business, day by day. */
    public enum Exemption {
        /** All who are called have a running contract, and the calls are about its object. */
        CONTRACT,
        /** All are called as professionals. */
        B2B,
        /** Newspapers and magazines. */
        PRESS,
        /** A poll or a survey without a commercial aim. */
        POLL,
        /** A non-profit without a commercial aim. */
        NON_PROFIT;

        /** As it stands in the API. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Exemption> of(String code) {
            return Arrays.stream(values())
                    .filter(one -> one.code().equals(code))
                    .findFirst();
        }

        /** The ground without which a sector cannot be claimed; null for all others. */
        static @Nullable Exemption neededFor(Sector sector) {
            return switch (sector) {
                case PRESS -> PRESS;
                case POLL -> POLL;
                case NON_PROFIT -> NON_PROFIT;
                case ENERGY_RENOVATION, HOME_ADAPTATION, CPF, INSURANCE, OTHER -> null;
            };
        }

        /** Whether it can be claimed for a sector. */
        boolean fits(Sector sector) {
            return switch (this) {
                case CONTRACT, B2B -> neededFor(sector) == null;
                case PRESS, POLL, NON_PROFIT -> neededFor(sector) == this;
            };
        }
    }
}

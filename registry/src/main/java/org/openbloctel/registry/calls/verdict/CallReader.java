package org.openbloctel.registry.calls.verdict;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Call;
import org.openbloctel.law.CallerNumber;
import org.openbloctel.law.Goods;
import org.openbloctel.law.Known.Consent;
import org.openbloctel.law.Relation;
import org.openbloctel.law.Scope;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.law.Territory;
import org.openbloctel.law.Topic;
import org.openbloctel.registry.calls.call.CallTexts;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** Reads what a program wrote of a call; refuses what cannot be read for sure. Stateless. */
final class CallReader {
    private CallReader() {}

    /**
     * The call, to a number that was read already.
     *
     * @param declared the topic of the campaign; null without one
     */
    static Call call(
            AskedCall asked,
            long number,
            @Nullable Campaign campaign,
            @Nullable Topic declared,
            LocalDate bySectorUntil) {
        Instant at = CallTexts.time("at", asked.at());
        ZoneId zone = zone(asked.zone(), number);
        if (campaign != null && !campaign.includes(at.atZone(zone).toLocalDate())) {
            throw new RefusedException(new LawRefusal.OutsideCampaign(campaign.startsOn(), campaign.endsOn()));
        }
        Campaign.Exemption ground = campaign == null ? null : campaign.ground();
        boolean contract = ground == Campaign.Exemption.CONTRACT;
        Relation relation = CallTexts.valueOrNull("relation", asked.relation(), Relation::of);
        return new Call(
                at,
                zone,
                topic(asked, declared, bySectorUntil),
                relation != null ? relation : contract ? Relation.ONGOING_CONTRACT : Relation.NONE,
                asked.relatedToContract() != null ? asked.relatedToContract() : contract && relation == null,
                asked.b2b() != null ? asked.b2b() : ground == Campaign.Exemption.B2B,
                asked.callerId() == null ? null : CallerNumber.read(asked.callerId()),
                asked.automated());
    }

    /** A call of a campaign, as its declaration describes all of them. */
    static Call call(Campaign campaign, Topic topic, Instant at, ZoneId zone) {
        boolean contract = campaign.ground() == Campaign.Exemption.CONTRACT;
        return new Call(
                at,
                zone,
                topic,
                contract ? Relation.ONGOING_CONTRACT : Relation.NONE,
                contract,
                campaign.ground() == Campaign.Exemption.B2B,
                null,
                null);
    }

    /** The topic that the call names; within a campaign it is the campaign's, which the call may only make finer. */
    private static Topic topic(AskedCall asked, @Nullable Topic campaign, LocalDate bySectorUntil) {
        Sector sector = CallTexts.valueOrNull("sector", asked.sector(), Sector::of);
        Subject subject = CallTexts.valueOrNull("subject", asked.subject(), Subject::of);
        Goods goods = Goods.of(asked.goods());
        Sector asDeclared = campaign == null ? null : campaign.sector();
        if (asDeclared != null && sector != null && sector != asDeclared) {
            throw new RefusedException(new LawRefusal.OtherSector(asDeclared.code()));
        }
        Sector either = asDeclared != null ? asDeclared : sector;
        if (subject != null && either != null && subject.sector() != either) {
            throw new RefusedException(new LawRefusal.SubjectOfOtherSector(subject.id(), either.code()));
        }
        if (campaign == null) {
            return new Topic(subject == null ? sector : subject.sector(), subject, goods, bySectorUntil);
        }
        return within(campaign, subject, goods);
    }

    private static Topic within(Topic campaign, @Nullable Subject subject, Goods goods) {
        Subject declared = campaign.subject();
        boolean otherSubject = declared != null && subject != null && subject != declared;
        boolean otherGoods =
                !campaign.goods().equals(Goods.NONE) && !goods.equals(Goods.NONE) && !goods.equals(campaign.goods());
        if (otherSubject || otherGoods) {
            throw new RefusedException(
                    new LawRefusal.OtherSubject(declared == null ? Subject.OTHER.id() : declared.id()));
        }
        return new Topic(
                campaign.sector(),
                declared == null ? subject : declared,
                goods.equals(Goods.NONE) || (declared != null && declared != Subject.OTHER) ? campaign.goods() : goods,
                campaign.bySectorUntil());
    }

    private static ZoneId zone(@Nullable String written, long number) {
        if (written == null) {
            return Territory.of(number).zone();
        }
        try {
            return ZoneId.of(written);
        } catch (DateTimeException e) {
            throw new RefusedException(new LawRefusal.UnknownZone());
        }
    }

    static @Nullable List<Instant> attempts(@Nullable List<String> written) {
        if (written == null) {
            return null;
        }
        List<Instant> attempts = new ArrayList<>();
        written.forEach(one -> attempts.add(CallTexts.time("assume.attempts", one)));
        return attempts;
    }

    static Consent consent(AskedCall.AssumedConsent assumed) {
        Instant given = CallTexts.timeOrNull("assume.consent.givenAt", assumed.givenAt());
        Instant confirmed = CallTexts.timeOrNull("assume.consent.confirmedAt", assumed.confirmedAt());
        return new Consent(
                given,
                CallTexts.timeOrNull("assume.consent.until", assumed.until()),
                Boolean.TRUE.equals(assumed.complete()),
                null,
                scope(assumed),
                confirmed == null && Boolean.TRUE.equals(assumed.confirmed()) ? given : confirmed);
    }

    private static @Nullable Scope scope(AskedCall.AssumedConsent assumed) {
        Subject subject = CallTexts.valueOrNull("assume.consent.subject", assumed.subject(), Subject::of);
        List<String> written = assumed.sectors();
        if (written == null && subject == null) {
            return null;
        }
        Set<Sector> sectors = EnumSet.noneOf(Sector.class);
        if (written != null) {
            written.forEach(code -> sectors.add(Sector.of(code)
                    .orElseThrow(() -> new RefusedException(new LawRefusal.UnknownValue("assume.consent.sectors")))));
        }
        if (subject != null && !sectors.isEmpty() && !sectors.contains(subject.sector())) {
            throw new RefusedException(new LawRefusal.SubjectOfOtherSector(
                    subject.id(), sectors.iterator().next().code()));
        }
        if (subject != null) {
            sectors.add(subject.sector());
        }
        return new Scope(sectors, subject == null ? List.of() : List.of(subject), Goods.of(assumed.goods()));
    }
}

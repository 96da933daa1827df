package org.openbloctel.registry.verdict;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Call;
import org.openbloctel.law.CallerNumber;
import org.openbloctel.law.Known.Consent;
import org.openbloctel.law.Relation;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Territory;
import org.openbloctel.registry.call.CallTexts;
import org.openbloctel.registry.campaign.Campaign;
import org.openbloctel.registry.refusal.LawRefusal;
import org.openbloctel.registry.refusal.RefusedException;

/** Reads what a program wrote of a call; refuses what cannot be read for sure. Stateless. */
final class CallReader {
    private CallReader() {}

    /** The call, to a number that was read already. */
    static Call call(AskedCall asked, long number, @Nullable Campaign campaign) {
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
                sector(asked, campaign),
                relation != null ? relation : contract ? Relation.ONGOING_CONTRACT : Relation.NONE,
                asked.relatedToContract() != null ? asked.relatedToContract() : contract && relation == null,
                asked.b2b() != null ? asked.b2b() : ground == Campaign.Exemption.B2B,
                asked.callerId() == null ? null : CallerNumber.read(asked.callerId()),
                asked.automated());
    }

    /** A call of a campaign, as its declaration describes all of them. */
    static Call call(Campaign campaign, Instant at, ZoneId zone) {
        boolean contract = campaign.ground() == Campaign.Exemption.CONTRACT;
        return new Call(
                at,
                zone,
                campaign.sector(),
                contract ? Relation.ONGOING_CONTRACT : Relation.NONE,
                contract,
                campaign.ground() == Campaign.Exemption.B2B,
                null,
                null);
    }

    private static @Nullable Sector sector(AskedCall asked, @Nullable Campaign campaign) {
        Sector said = CallTexts.valueOrNull("sector", asked.sector(), Sector::of);
        if (campaign == null) {
            return said;
        }
        if (said != null && said != campaign.sector()) {
            throw new RefusedException(
                    new LawRefusal.OtherSector(campaign.sector().code()));
        }
        return campaign.sector();
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
        return new Consent(
                CallTexts.timeOrNull("assume.consent.givenAt", assumed.givenAt()),
                CallTexts.timeOrNull("assume.consent.until", assumed.until()),
                Boolean.TRUE.equals(assumed.complete()),
                null,
                sectors(assumed.sectors()),
                Boolean.TRUE.equals(assumed.confirmed()));
    }

    private static @Nullable Set<Sector> sectors(@Nullable List<String> written) {
        if (written == null) {
            return null;
        }
        Set<Sector> sectors = EnumSet.noneOf(Sector.class);
        written.forEach(code -> sectors.add(Sector.of(code)
                .orElseThrow(() -> new RefusedException(new LawRefusal.UnknownValue("assume.consent.sectors")))));
        return sectors;
    }
}

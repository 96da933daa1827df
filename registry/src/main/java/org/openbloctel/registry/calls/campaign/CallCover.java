package org.openbloctel.registry.calls.campaign;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Bilingual;
import org.openbloctel.law.Ground;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.RuleVersion;
import org.openbloctel.registry.callfiles.submission.CampaignFiles;

/**
 * Whether calls for a campaign are refused because a check of its files has ended. While the law asks for checks, the ground names its
 * article; afterwards it is the registry's own rule, under every regime: a company whose checks have lapsed does not call.
 * A campaign without a file is not concerned, for the list is looked up at each call. Thread-safe.
 */
public final class CallCover {
    /** The ground's rule. */
    public static final String RULE = "campaign-out-of-cover";

    private static final Bilingual TEXT = new Bilingual(
            "Un fichier de cette campagne n’a pas été vérifié depuis plus de trente jours : la campagne n’est plus couverte. Faites"
                    + " vérifier ce fichier de nouveau, ou retirez-le de la campagne.",
            "A file of this campaign has not been checked for more than thirty days: the campaign is not covered any more. Have the"
                    + " file checked again, or take it out of the campaign.");

    private final CampaignFiles files;
    private final LawBook law;

    /** Cover by these files and this law. */
    public CallCover(CampaignFiles files, LawBook law) {
        this.files = files;
        this.law = law;
    }

    /** The last day for which all files of a campaign are checked; empty when it has none. One statement. */
    public Optional<LocalDate> until(Campaign campaign) {
        return files.coveredUntil(campaign.id());
    }

    /** The ground that stands in the way of a call on a day; null when none does. */
    public @Nullable Ground ground(Campaign campaign, Optional<LocalDate> until, LocalDate day) {
        if (until.filter(day::isAfter).isEmpty() || Exempt.on(law, campaign.ground(), day)) {
            return null;
        }
        String article = law.rule(Exempt.RULE)
                .flatMap(rule -> rule.on(day))
                .map(RuleVersion::article)
                .orElse("");
        return new Ground(RULE, article, TEXT, null, null, null);
    }
}

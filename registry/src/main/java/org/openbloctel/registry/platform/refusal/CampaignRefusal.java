package org.openbloctel.registry.platform.refusal;

import java.time.LocalDate;

/** Refusals about what is done for a campaign. Codes BT-0712 to BT-0719. */
public sealed interface CampaignRefusal extends Refusal {
    /** The company declared the campaign, but the mandate under which it did has ended. */
    @Code("BT-0712")
    record MandateEnded() implements CampaignRefusal {}

    /** A file is said to be for another principal than its campaign. */
    @Code("BT-0713")
    record OtherPrincipal() implements CampaignRefusal {}

    /** The campaign is over: nothing is checked for it any more. */
    @Code("BT-0714")
    record CampaignOver(LocalDate endsOn) implements CampaignRefusal {}

    /** No numbers of the campaign are kept, so they cannot be checked again. */
    @Code(value = "BT-0715", category = Category.CONFLICT)
    record NothingKept() implements CampaignRefusal {}

    /** No such file is checked for the campaign. */
    @Code("BT-0716")
    record UnknownFile() implements CampaignRefusal {}

    /** A campaign is named by what it is called; this is the id of the one campaign that is called so. */
    @Code("BT-0717")
    record NamedByName(String id) implements CampaignRefusal {}
}

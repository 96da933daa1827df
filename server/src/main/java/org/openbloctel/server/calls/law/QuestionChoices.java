package org.openbloctel.server.calls.law;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.openbloctel.law.Relation;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The choices of the fields of a {@link Question}. Thread-safe. */
@Component
record QuestionChoices(Campaigns campaigns, LawTexts texts, SubjectNames subjects) {
    private static final int MAX_CAMPAIGNS = 1_000;

    void addTo(Model model, SignedIn.Member who) {
        model.addAttribute("most", Question.MAX);
        model.addAttribute("campaigns", campaignOptions(who));
        model.addAttribute("subjects", subjects.options());
        Map<String, String> relations = new LinkedHashMap<>();
        relations.put("", texts.say("law.ask.relation.unsaid"));
        relations.putAll(relations());
        model.addAttribute("relations", relations);
    }

    /** The choices of a question without a campaign. */
    void addTo(Model model) {
        model.addAttribute("subjects", subjects.options());
        model.addAttribute("relations", relations());
    }

    private Map<String, String> relations() {
        return texts.options(
                "law.relation.%s",
                Stream.concat(Stream.of(Relation.values()).map(Relation::code), Stream.of(Question.B2B))
                        .toList());
    }

    private Map<String, String> campaignOptions(SignedIn.Member who) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("", texts.say("law.ask.campaign.none"));
        for (Campaign campaign : campaigns.of(who.company(), MAX_CAMPAIGNS)) {
            options.put(campaign.id().toString(), campaign.name());
        }
        return options;
    }
}

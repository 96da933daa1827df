package org.openbloctel.registry.calls.verdict;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openbloctel.law.Call;
import org.openbloctel.law.CallJudge;
import org.openbloctel.law.Known;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Territory;
import org.openbloctel.law.Topic;
import org.openbloctel.registry.callfiles.scrubbing.CampaignLaw;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.TestCampaigns;
import org.openbloctel.registry.list.lookup.TestStory;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.scrub.list.OppositionList;

/** Judges the files of test keys: by the same judge, each number by its story ({@link TestStory}). Reads nothing real. Thread-safe. */
public final class TestCampaignLaw implements CampaignLaw {
    private final CallJudge judge;
    private final LawAnswers answers;
    private final TestCampaigns campaigns;
    private final InstantSource clock;

    /** Judges by this law. */
    public TestCampaignLaw(LawBook law, TestCampaigns campaigns, InstantSource clock) {
        this.judge = new CallJudge(law);
        this.answers = new LawAnswers(law);
        this.campaigns = campaigns;
        this.clock = clock;
    }

    @Override
    public Judged judge(UUID id, Numbers numbers, OppositionList list, Runnable stillWanted) {
        Campaign campaign = campaigns.any(id).orElseThrow(() -> new RefusedException(new LawRefusal.UnknownCampaign()));
        Instant now = clock.instant();
        Topic topic = campaigns.topic(campaign);
        Map<Territory, byte[]> plain = new EnumMap<>(Territory.class);
        for (Territory territory : Territory.values()) {
            Call call = CallReader.call(campaign, topic, now, territory.zone());
            plain.put(territory, new byte[] {ruling(call, nothing(now, false)), ruling(call, nothing(now, true))});
        }
        Rulings rulings = new Rulings(list.plan(), answers.codes(), plain);
        for (int i = 0; i < numbers.count(); i++) {
            long number = list.plan().international(numbers.nationals()[i]);
            Call call =
                    CallReader.call(campaign, topic, now, Territory.of(number).zone());
            byte ruling = ruling(call, TestStory.known(number, now));
            rulings.put(numbers.nationals()[i], list.holds(numbers.nationals()[i]), ruling);
        }
        return new Judged(rulings, answers.used(campaign, topic, now));
    }

    private byte ruling(Call call, Known known) {
        return answers.ruling(judge.standing(call, known));
    }

    private static Known nothing(Instant now, boolean listed) {
        return new Known(listed, now, List.of(), null, null, Known.Consent.NONE, null, null, null);
    }
}

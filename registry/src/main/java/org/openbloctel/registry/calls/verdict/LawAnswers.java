package org.openbloctel.registry.calls.verdict;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Call;
import org.openbloctel.law.CallJudge;
import org.openbloctel.law.Ground;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.OpenHours;
import org.openbloctel.law.Regime;
import org.openbloctel.law.RuleKind;
import org.openbloctel.law.Subject;
import org.openbloctel.law.Topic;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.scrub.engine.Ruling;
import org.openbloctel.scrub.engine.ScrubReport;

/**
 * What the grounds of a judge are called in the answers of a file: a rule by its id, what a person refused {@code refusal}, whichever rule
 * forbids it; but by the rule's id where only the confirmation of a consent is missing. Immutable.
 */
final class LawAnswers {
    private static final String REFUSAL = "refusal";

    private final LawBook law;
    private final CallJudge judge;
    private final Map<String, Byte> rulings = new LinkedHashMap<>();
    private final Map<String, Byte> remediable = new LinkedHashMap<>();
    private final List<String> codes = new ArrayList<>();

    LawAnswers(LawBook law) {
        this.law = law;
        this.judge = new CallJudge(law);
        law.rules().forEach(rule -> {
            if (rule.kind() == RuleKind.LIST) {
                rulings.put(rule.id(), Ruling.OPPOSED);
            } else {
                rulings.put(rule.id(), code(rule.kind() == RuleKind.REFUSAL ? REFUSAL : rule.id()));
                if (rule.versions().stream().anyMatch(version -> version.remedy() != null)) {
                    remediable.put(rule.id(), code(rule.id()));
                }
            }
        });
        rulings.put(CallJudge.NO_REGIME, code(CallJudge.NO_REGIME));
    }

    private byte code(String code) {
        if (!codes.contains(code)) {
            codes.add(code);
        }
        return Ruling.forbidden(codes.indexOf(code));
    }

    /** The names of the rules that can forbid, as {@link Ruling#rules}. */
    List<String> codes() {
        return List.copyOf(codes);
    }

    /** Opposed if the list forbids; else the leading ground that forbids decides; else nobody can tell, if anything is missing. */
    byte ruling(List<Ground> grounds) {
        List<Ground> forbidding = grounds.stream().filter(Ground::forbids).toList();
        if (forbidding.stream().anyMatch(ground -> ruling(ground) == Ruling.OPPOSED)) {
            return Ruling.OPPOSED;
        }
        byte otherwise = grounds.isEmpty() ? Ruling.CALLABLE : Ruling.CANNOT_TELL;
        return Ground.leading(forbidding).map(this::ruling).orElse(otherwise);
    }

    private byte ruling(Ground ground) {
        return Objects.requireNonNull((ground.remedy() == null ? rulings : remediable).get(ground.rule()));
    }

    /** By which law the calls of a campaign are judged on a day. */
    ScrubReport.LawUsed used(Campaign campaign, Topic topic, Instant now) {
        Call call = CallReader.call(campaign, topic, now, LegalCalendar.ZONE);
        Regime regime = law.regimeOn(LegalCalendar.dayOf(now));
        Optional<OpenHours> hours = judge.hours(call);
        return new ScrubReport.LawUsed(
                LegalCalendar.dayOf(now),
                regime == null ? CallJudge.NO_REGIME : regime.code(),
                judge.binding(call),
                hours.map(OpenHours::texts).orElse(List.of()),
                hours.map(OpenHours::holidaysClosed).orElse(false),
                subject(campaign));
    }

    private static ScrubReport.@Nullable SubjectUsed subject(Campaign campaign) {
        Subject subject = campaign.subject();
        return subject == null
                ? null
                : new ScrubReport.SubjectUsed(
                        subject.id(), subject.name().fr(), subject.name().en(), campaign.goods());
    }
}

package org.openbloctel.registry.authority.complaint;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Call;
import org.openbloctel.law.CallJudge;
import org.openbloctel.law.CallerNumber;
import org.openbloctel.law.Ground;
import org.openbloctel.law.Known;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Relation;
import org.openbloctel.law.Territory;
import org.openbloctel.law.Topic;

/**
 * Judges the calls of a complaint, each by the law of its own day and the complainant's statements. Consents that a company claims are not
 * considered, nor is the list unless the number is proved, so that the answer is no oracle. Thread-safe.
 */
final class CallExamination {
    private final CallJudge judge;

    CallExamination(LawBook book) {
        this.judge = CallJudge.ofPastCalls(book);
    }

    /**
     * The ids of rules, in the order of the law.
     *
     * @param broken by what the complainant says
     * @param unsure broken or not by facts that an inspection finds
     */
    record Found(List<String> broken, List<String> unsure) {
        Found {
            broken = List.copyOf(broken);
            unsure = List.copyOf(unsure);
        }
    }

    /**
     * Examines all calls.
     *
     * @param listed whether the number was on the list at an instant; null where the complainant may not learn it
     */
    Found examine(Filing filing, Function<Instant, @Nullable Boolean> listed) {
        ZoneId zone = Territory.of(filing.number().e164()).zone();
        Map<String, Boolean> rules = new LinkedHashMap<>();
        for (int i = 0; i < filing.calls().size(); i++) {
            Instant at = filing.calls().get(i);
            Known known = known(filing, zone, filing.calls().subList(0, i), listed.apply(at));
            rules(filing, at, zone, known).forEach((rule, certain) -> rules.merge(rule, certain, Boolean::logicalOr));
        }
        Set<String> broken = new LinkedHashSet<>();
        List<String> unsure = new ArrayList<>();
        rules.forEach((rule, certain) -> (certain ? broken : unsure).add(rule));
        broken.remove(CallJudge.NO_REGIME);
        return new Found(List.copyOf(broken), unsure);
    }

    /**
     * The rules that stand in the way of a call, and whether they do so for certain, which is by each possible answer to a question
     * that the complainant left open.
     */
    private Map<String, Boolean> rules(Filing filing, Instant at, ZoneId zone, Known known) {
        List<Map<String, Boolean>> readings = readings(filing.contract())
                .flatMap(contract -> readings(machine(filing.speaker()))
                        .map(machine -> rules(call(filing, at, zone, contract, machine), known)))
                .toList();
        Map<String, Boolean> rules = new LinkedHashMap<>();
        readings.forEach(reading -> reading.keySet()
                .forEach(rule ->
                        rules.putIfAbsent(rule, readings.stream().allMatch(one -> one.getOrDefault(rule, false)))));
        return rules;
    }

    private static Stream<Boolean> readings(@Nullable Boolean answer) {
        return answer == null ? Stream.of(false, true) : Stream.of(answer);
    }

    private static @Nullable Boolean machine(Filing.@Nullable Speaker speaker) {
        return switch (speaker) {
            case null -> null;
            case UNKNOWN -> null;
            case MACHINE -> true;
            case HUMAN -> false;
        };
    }

    private Map<String, Boolean> rules(Call call, Known known) {
        Map<String, Boolean> rules = new LinkedHashMap<>();
        for (Ground ground : judge.judge(call, known).grounds()) {
            rules.merge(ground.rule(), ground.missing() == null, Boolean::logicalOr);
        }
        return rules;
    }

    /**
     * A contract that the complainant mentions is taken as the subject of the call: a company is not accused of more than was stated. A human
     * may have been connected by a system that dials; a machine that speaks was.
     */
    private static Call call(Filing filing, Instant at, ZoneId zone, boolean contract, boolean machine) {
        return new Call(
                at,
                zone,
                Topic.of(filing.subject().sector()),
                contract ? Relation.ONGOING_CONTRACT : Relation.NONE,
                contract,
                false,
                shown(filing),
                machine ? true : null,
                machine);
    }

    /** The number as the person saw it, who does not see whether the caller hid it or an operator masked it. */
    private static CallerNumber shown(Filing filing) {
        CallingNumber caller = filing.caller();
        boolean marked = filing.display() == Filing.Display.UNAUTHENTICATED;
        if (caller == null) {
            return CallerNumber.read(marked ? "" : CallerNumber.HIDDEN).notAuthenticated();
        }
        CallerNumber read = CallerNumber.read(caller.spelled());
        return marked ? read.notAuthenticated() : read;
    }

    /** A refusal counts from the end of its day, since its hour is not known. */
    private static Known known(Filing filing, ZoneId zone, List<Instant> before, @Nullable Boolean listed) {
        LocalDate refusedOn = filing.refusedOn();
        return new Known(
                listed,
                null,
                before,
                null,
                refusedOn == null
                        ? null
                        : refusedOn.atTime(LocalTime.MAX).atZone(zone).toInstant(),
                Boolean.FALSE.equals(filing.agreed()) ? Known.Consent.NONE : null,
                null,
                null,
                null);
    }
}

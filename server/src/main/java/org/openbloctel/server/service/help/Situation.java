package org.openbloctel.server.service.help;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openbloctel.law.Relation;
import org.openbloctel.law.Sector;

/**
 * The answers that an address holds, as codes. An answer that does not exist counts as not given: its question is put again. Immutable.
 *
 * @param answers those that are given and apply
 */
record Situation(Map<AdviceStep, String> answers) {
    static final String PATH = "/que-faire";

    private static final String PROFESSIONALS = "professionals";

    /** Copies the answers. */
    Situation {
        EnumMap<AdviceStep, String> copy = new EnumMap<>(AdviceStep.class);
        copy.putAll(answers);
        answers = Collections.unmodifiableMap(copy);
    }

    /** Reads the parameters of an address; names that are none of a step are left out. */
    static Situation read(Map<String, String> query) {
        EnumMap<AdviceStep, String> answers = new EnumMap<>(AdviceStep.class);
        for (AdviceStep step : AdviceStep.values()) {
            String answer = query.get(step.parameter());
            if (answer != null && step.takes(answer)) {
                answers.put(step, answer);
            }
        }
        Situation read = new Situation(answers);
        answers.keySet().removeIf(step -> !read.applies(step));
        return new Situation(answers);
    }

    private boolean applies(AdviceStep step) {
        return !(toProfessionals() && (step == AdviceStep.RELATION || step == AdviceStep.CONSENT));
    }

    /** The questions of this situation, in their order. */
    List<AdviceStep> steps() {
        return Stream.of(AdviceStep.values()).filter(this::applies).toList();
    }

    /** The first question without an answer. */
    Optional<AdviceStep> open() {
        return steps().stream().filter(step -> !answers.containsKey(step)).findFirst();
    }

    /** The address of these answers, with those of others left out. */
    String address(AdviceStep... without) {
        EnumMap<AdviceStep, String> kept = new EnumMap<>(AdviceStep.class);
        kept.putAll(answers);
        Stream.of(without).forEach(kept::remove);
        return PATH
                + kept.entrySet().stream()
                        .map(one -> one.getKey().parameter() + "=" + one.getValue())
                        .collect(Collectors.joining("&", kept.isEmpty() ? "" : "?", ""));
    }

    /** The answers by the names that they have in an address. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        answers.forEach((step, answer) -> parameters.put(step.parameter(), answer));
        return parameters;
    }

    private String answer(AdviceStep step) {
        String answer = answers.get(step);
        if (answer == null) {
            throw new IllegalStateException("no answer: " + step);
        }
        return answer;
    }

    boolean toProfessionals() {
        return PROFESSIONALS.equals(answers.get(AdviceStep.WHOM));
    }

    /** Whether two companies take part, one of which calls for the other. */
    boolean throughAgent() {
        return !answer(AdviceStep.WHO).equals("self");
    }

    Sector sector() {
        return Sector.of(answer(AdviceStep.SUBJECT)).orElseThrow();
    }

    Relation relation() {
        return toProfessionals()
                ? Relation.NONE
                : Relation.of(answer(AdviceStep.RELATION)).orElseThrow();
    }

    /** The code of what the person agreed to. */
    String consent() {
        return toProfessionals() ? "none" : answer(AdviceStep.CONSENT);
    }

    long lines() {
        return Long.parseLong(answer(AdviceStep.LINES));
    }

    int times() {
        return Integer.parseInt(answer(AdviceStep.TIMES));
    }

    /** New numbers of a year: never more than the lines. */
    long fresh() {
        return Math.min(Long.parseLong(answer(AdviceStep.FRESH)), lines() * times());
    }

    LocalDate day() {
        return AdviceStep.day(answer(AdviceStep.DAY)).orElseThrow();
    }
}

package org.openbloctel.registry.authority.complaint;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;

/**
 * A call of a case, with what all complaints about it say: those whose number and instant are the same. Complaints that joined each other
 * have the same number, also once one of them has forgotten it.
 *
 * @param zone of the person who was called
 * @param number null once all have forgotten it
 * @param callers the numbers that were shown, each once
 * @param subjects each once
 * @param broken ids of the rules that it broke by one of them, each once
 * @param unsure ids of the rules that it may have broken, each once
 */
public record CaseCall(
        Instant at,
        ZoneId zone,
        @Nullable PhoneNumber number,
        List<CallingNumber> callers,
        List<Subject> subjects,
        List<String> broken,
        List<String> unsure) {
    /** Copies the lists. */
    public CaseCall {
        callers = List.copyOf(callers);
        subjects = List.copyOf(subjects);
        broken = List.copyOf(broken);
        unsure = List.copyOf(unsure);
    }

    /** The rules that it broke, or may have broken. */
    public List<String> rules() {
        return Stream.concat(broken.stream(), unsure.stream()).toList();
    }

    /** The calls of complaints, each once, the earliest first. */
    public static List<CaseCall> of(List<CaseComplaint> complaints) {
        Map<UUID, PhoneNumber> numbers = new HashMap<>();
        for (CaseComplaint one : complaints) {
            PhoneNumber number = one.number();
            if (number != null) {
                numbers.put(one.group(), number);
            }
        }
        // Those that know their number first: it decides the zone.
        List<CaseComplaint> sorted = complaints.stream()
                .sorted(Comparator.comparing(one -> one.number() == null))
                .toList();
        Map<List<Object>, List<CaseComplaint>> about = new LinkedHashMap<>();
        for (CaseComplaint one : sorted) {
            PhoneNumber number = numbers.get(one.group());
            Object called = number == null ? one.group() : number;
            one.calls().stream()
                    .distinct()
                    .forEach(at -> about.computeIfAbsent(List.of(at, called), any -> new ArrayList<>())
                            .add(one));
        }
        return about.entrySet().stream()
                .map(entry -> of((Instant) entry.getKey().getFirst(), entry.getValue()))
                .sorted(Comparator.comparing(CaseCall::at))
                .toList();
    }

    private static CaseCall of(Instant at, List<CaseComplaint> about) {
        CaseComplaint first = about.getFirst();
        List<String> broken = each(about, one -> one.broken().stream());
        return new CaseCall(
                at,
                first.zone(),
                first.number(),
                each(about, one -> Stream.ofNullable(one.caller())),
                each(about, one -> Stream.of(one.subject())),
                broken,
                each(about, one -> one.unsure().stream().filter(rule -> !broken.contains(rule))));
    }

    private static <T> List<T> each(List<CaseComplaint> about, Function<CaseComplaint, Stream<T>> part) {
        return about.stream().flatMap(part).distinct().toList();
    }

    /** Its day where the person was called. */
    public LocalDate day() {
        return LocalDate.ofInstant(at, zone);
    }

    /** Without the numbers. */
    @Override
    public String toString() {
        return "call:" + at;
    }
}

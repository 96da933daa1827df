package org.openbloctel.registry.authority.casefile;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.openbloctel.law.FineCeiling;
import org.openbloctel.law.Fines;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.RuleVersion;
import org.openbloctel.registry.authority.complaint.CaseCall;
import org.openbloctel.registry.authority.complaint.CaseComplaint;

/**
 * The fine that the calls of a case come to, call by call under the law of its day. A call counts once, under the highest ceiling of the
 * selected rules that it broke; calls under one ceiling come to at most that ceiling, and all of them to at most the highest.
 *
 * @param lines one for each ceiling, the earliest first
 * @param without calls that broke a selected rule for which no administrative fine is known
 * @param cents what it comes to
 * @param ceilingCents the highest ceiling; 0 without any
 * @param articles of the rules that were broken and of the ceilings, each once
 */
public record Arithmetic(List<Line> lines, int without, long cents, long ceilingCents, List<String> articles) {
    /** Copies the lists. */
    public Arithmetic {
        lines = List.copyOf(lines);
        articles = List.copyOf(articles);
    }

    /**
     * The calls under one ceiling.
     *
     * @param productCents calls times what a call costs
     * @param cents the same, at most the ceiling
     */
    public record Line(FineCeiling.Version ceiling, int calls, long productCents, long ceilingCents, long cents) {}

    /** The number of calls that count. */
    public int calls() {
        return lines.stream().mapToInt(Line::calls).sum();
    }

    /** The fine for these complaints and allegations. */
    public static Arithmetic of(Alleged alleged, List<CaseComplaint> complaints, LawBook law, Fines fines) {
        Sum sum = new Sum(alleged, law, fines);
        for (CaseCall call : CaseCall.of(complaints)) {
            List<String> broken =
                    call.rules().stream().filter(alleged.rules()::contains).toList();
            if (!broken.isEmpty()) {
                sum.add(broken, call.day(), 1);
            }
        }
        LocalDate further = alleged.furtherOn();
        if (alleged.furtherCalls() > 0 && further != null) {
            sum.add(alleged.rules(), further, alleged.furtherCalls());
        }
        return sum.arithmetic();
    }

    /** Adds up the calls of one case. For one thread. */
    private static final class Sum {
        private final Alleged alleged;
        private final LawBook law;
        private final Fines fines;
        private final Map<FineCeiling.Version, Integer> calls = new TreeMap<>(
                Comparator.comparing(FineCeiling.Version::from).thenComparing(FineCeiling.Version::ceiling));
        private final Set<String> articles = new LinkedHashSet<>();
        private int without;

        Sum(Alleged alleged, LawBook law, Fines fines) {
            this.alleged = alleged;
            this.law = law;
            this.fines = fines;
        }

        void add(List<String> broken, LocalDate day, int count) {
            for (String id : broken) {
                law.rule(id)
                        .flatMap(rule -> rule.on(day))
                        .map(RuleVersion::article)
                        .ifPresent(articles::add);
            }
            Optional<FineCeiling.Version> highest = broken.stream()
                    .flatMap(id -> fines.ceiling(id, day).stream())
                    .max(Comparator.comparingLong(this::ceilingCents));
            if (highest.isPresent()) {
                calls.merge(highest.get(), count, Math::addExact);
            } else {
                without += count;
            }
        }

        private long ceilingCents(FineCeiling.Version ceiling) {
            return 100 * (alleged.person() == Alleged.Person.NATURAL ? ceiling.natural() : ceiling.legal());
        }

        Arithmetic arithmetic() {
            List<Line> lines = calls.entrySet().stream()
                    .map(one -> line(one.getKey(), one.getValue()))
                    .toList();
            long most = lines.stream().mapToLong(Line::ceilingCents).max().orElse(0);
            long sum = lines.stream().mapToLong(Line::cents).sum();
            lines.forEach(line -> articles.add(line.ceiling().article()));
            return new Arithmetic(lines, without, Math.min(sum, most), most, List.copyOf(articles));
        }

        private Line line(FineCeiling.Version ceiling, int count) {
            long product = Math.multiplyExact(alleged.centsPerCall(), (long) count);
            long most = ceilingCents(ceiling);
            return new Line(ceiling, count, product, most, Math.min(product, most));
        }
    }
}

package org.openbloctel.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.openbloctel.bench.process.Command;
import org.openbloctel.bench.process.Search;

/** What a system administrator has at hand. */
final class TextTools {

    private TextTools() {}

    static void join(Entrants entrants, Session session, Path list) {
        Path scripts = session.options().module().resolve("src/main/peers");
        if (session.options().wants("mawk")) {
            join(entrants, "mawk, associative array", scripts.resolve("awk.sh"), list, List.of("mawk"));
        }
        if (session.options().wants("sortjoin")) {
            join(
                    entrants,
                    "sort + join -v + sort back",
                    scripts.resolve("sort-join.sh"),
                    list,
                    List.of("mawk", "sort", "join"));
        }
    }

    private static void join(Entrants entrants, String name, Path script, Path list, List<String> needed) {
        Optional<String> missing = needed.stream()
                .filter(program -> Search.onPath(program).isEmpty())
                .findFirst();
        if (missing.isPresent()) {
            entrants.without(name, "no " + missing.get());
            return;
        }
        Contender.Launch launch =
                (file, out) -> Command.of("sh", script, list, file.calls(), out.resolve(Contender.KEPT));
        entrants.add(new Contender(name, Contender.Pace.SLOW, launch, Contender.keptRows()));
    }
}

package org.openbloctel.acceptance.shipped;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.server.app.Visitor;

/** The mails of a shipped server with its demo, as its pages show them. Each link is answered once. For one thread. */
final class DemoMails {
    private static final Pattern ROW =
            Pattern.compile("href=\"(/demo/mail/[^\"]+)\">[^<]*</a></th>\\s*<td[^>]*>([^<]*)</td>");

    private final Visitor visitor;
    private final Map<String, String> opened = new HashMap<>();
    private final Set<String> followed = new HashSet<>();

    DemoMails(ShippedServer server) {
        this.visitor = server.visitor();
    }

    /** The latest link that begins with this path, of a mail to this address; waits for it. */
    String link(String recipient, String path) throws Exception {
        Optional<String> found = ShippedIT.until(
                () -> newest(recipient, Pattern.compile(path + "[?#]jeton=[\\w-]+")), Optional::isPresent);
        followed.add(found.orElseThrow());
        return found.orElseThrow();
    }

    private Optional<String> newest(String recipient, Pattern link) {
        List<MatchResult> rows =
                ROW.matcher(visitor.get("/demo/mail").body()).results().toList();
        for (MatchResult row : rows) {
            if (row.group(2).equals(recipient)) {
                Matcher inside = link.matcher(opened.computeIfAbsent(
                        row.group(1), page -> visitor.get(page).body()));
                if (inside.find() && !followed.contains(inside.group())) {
                    return Optional.of(inside.group());
                }
            }
        }
        return Optional.empty();
    }
}

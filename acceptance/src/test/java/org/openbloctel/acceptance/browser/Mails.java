package org.openbloctel.acceptance.browser;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openbloctel.server.app.ServerFixture;

/** The mails of a server that has no way out for them: they wait in its outbox, with their links. Thread-safe. */
final class Mails {
    private final ServerFixture server;
    private final Set<String> opened = new HashSet<>();

    Mails(ServerFixture server) {
        this.server = server;
    }

    /** The templates of the mails to an address, the oldest first. */
    List<String> to(String address) {
        return server.database()
                .database()
                .accounts()
                .sql("select template from accounts.outbox where recipient = ? order by created_at, id")
                .param(address)
                .query(String.class)
                .list();
    }

    /** The token in the link of the latest mail to an address that has one; each once, for mails of one moment have no order. */
    synchronized String token(String address) {
        return server
                .database()
                .database()
                .accounts()
                .sql("select parameters from accounts.outbox where recipient = ? order by created_at desc, id")
                .param(address)
                .query((row, n) -> List.of((String[]) row.getArray("parameters").getArray()))
                .list()
                .stream()
                .map(Mails::token)
                .filter(token -> !token.isEmpty() && !opened.contains(token))
                .findFirst()
                .map(this::opened)
                .orElseThrow(() -> new AssertionError("no mail with a link to " + address));
    }

    private String opened(String token) {
        opened.add(token);
        return token;
    }

    private static String token(List<String> parameters) {
        for (int i = 0; i + 1 < parameters.size(); i += 2) {
            String value = parameters.get(i + 1);
            if (parameters.get(i).equals("token")) {
                return value;
            }
            String before = "jeton=";
            if (parameters.get(i).equals("link") && value.contains(before)) {
                return value.substring(value.indexOf(before) + before.length());
            }
        }
        return "";
    }
}

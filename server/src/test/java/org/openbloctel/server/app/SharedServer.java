package org.openbloctel.server.app;

import java.util.concurrent.ThreadLocalRandom;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One server for all test classes of a virtual machine that need no settings of their own; it starts with the first of them and
 * ends with the machine. Its clock only moves on, each visitor has an address of its own, and no class counts the rows of others.
 */
public final class SharedServer {
    private SharedServer() {}

    /** The server. */
    public static ServerFixture get() {
        return Started.SERVER;
    }

    /** A browser from an address that no other visitor has. */
    public static Visitor visitor() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return get().visitor()
                .with(
                        "X-Forwarded-For",
                        "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256));
    }

    /** The same, signed in. */
    public static Visitor visitor(SignedIn who) {
        Visitor visitor = visitor();
        visitor.get(get().signInPath(who));
        return visitor;
    }

    /** Started when it is first asked for. */
    private static final class Started {
        static final ServerFixture SERVER = started();

        private static ServerFixture started() {
            ServerFixture server = ServerFixture.start(
                    "openbloctel.base-url=http://localhost",
                    "openbloctel.http.trusted-proxies=127.0.0.1",
                    "openbloctel.http.requests-a-minute.person=100000");
            // The database writes this day by its own clock, which the tests do not set.
            JdbcClient.create(server.database().owner())
                    .sql("update accounts.subject_start set since = cast('2100-01-01' as date)")
                    .update();
            return server;
        }
    }
}

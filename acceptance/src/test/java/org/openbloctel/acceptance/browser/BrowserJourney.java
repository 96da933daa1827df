package org.openbloctel.acceptance.browser;

import org.junit.jupiter.api.AfterAll;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.access.SignedIn;

/** The server, browser and mails of a test class, closed after its tests. Test classes of a virtual machine run one after the other. */
abstract class BrowserJourney {
    @SuppressWarnings("NullAway.Init") // by start, before the first test
    static ServerFixture server;

    @SuppressWarnings("NullAway.Init") // likewise
    static Browser browser;

    @SuppressWarnings("NullAway.Init") // likewise
    static Mails mails;

    static void start(ServerFixture started) {
        server = started;
        browser = Browser.start();
        mails = new Mails(started);
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
    }

    /** Opens a window for a new visitor. */
    static Window open(Look look) {
        return browser.open(server.address(), look);
    }

    /** Opens a window in which a person is signed in. */
    static Window open(Look look, SignedIn who) {
        Window window = open(look);
        window.go(server.signInPath(who));
        return window;
    }
}

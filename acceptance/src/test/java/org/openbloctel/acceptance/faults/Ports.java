package org.openbloctel.acceptance.faults;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Free ports below those that outgoing connections take at any moment, so that a server that is down finds its own free again. */
final class Ports {
    private static final int FIRST = 20_000;
    private static final int END = 32_000;

    int next() {
        for (int tries = 0; tries < 100; tries++) {
            try (ServerSocket socket =
                    new ServerSocket(ThreadLocalRandom.current().nextInt(FIRST, END))) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken: another.
            }
        }
        throw new IllegalStateException("no free port");
    }
}

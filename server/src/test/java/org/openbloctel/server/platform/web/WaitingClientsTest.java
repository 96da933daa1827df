package org.openbloctel.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.security.Network;
import org.openbloctel.server.platform.access.Networks;

/** Which connections that wait for a head are closed. */
final class WaitingClientsTest {
    private static final long NOW = -7_000_000_000_000L;
    private static final String PROXY = "10.0.0.7";

    private final WaitingClients heads =
            new WaitingClients(TimeUnit.SECONDS.toNanos(20), new Networks(List.of(Network.of("10.0.0.0/8"))));

    private static WaitingClients.Waiting<String> waiting(String name, String address, long millis) {
        return new WaitingClients.Waiting<>(name, address, NOW - TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static List<WaitingClients.Waiting<String>> many(int count, String address) {
        List<WaitingClients.Waiting<String>> many = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            many.add(waiting("c" + i, address, 1_000 - i));
        }
        return many;
    }

    @Test
    void headThatTakesTooLongEndsItsConnection() {
        List<WaitingClients.Waiting<String>> two =
                List.of(waiting("slow", "192.0.2.1", 20_001), waiting("in time", "192.0.2.1", 20_000));
        assertThat(heads.toClose(two, false, NOW)).containsExactly("slow");
    }

    @Test
    void whileMostConnectionsAreTakenAHeadHasTwoSeconds() {
        List<WaitingClients.Waiting<String>> two =
                List.of(waiting("slow", "192.0.2.1", 2_001), waiting("in time", "192.0.2.2", 2_000));
        assertThat(heads.toClose(two, true, NOW)).containsExactly("slow");
        assertThat(heads.toClose(two, false, NOW)).isEmpty();
    }

    @Test
    void oldestConnectionsOfAnAddressThatHasTooManyAreClosed() {
        List<WaitingClients.Waiting<String>> all = many(WaitingClients.MAX_OF_NETWORK + 2, "192.0.2.1");
        all.add(waiting("a neighbour", "192.0.2.2", 5_000));
        assertThat(heads.toClose(all, false, NOW)).containsExactlyInAnyOrder("c0", "c1");
        assertThat(heads.toClose(many(WaitingClients.MAX_OF_NETWORK, "192.0.2.1"), false, NOW))
                .isEmpty();
    }

    @Test
    void addressesOfOneHouseholdAreCountedTogether() {
        List<WaitingClients.Waiting<String>> all = many(WaitingClients.MAX_OF_NETWORK, "2001:db8::1");
        all.add(waiting("older", "2001:db8::ffff:2", 5_000));
        assertThat(heads.toClose(all, false, NOW)).containsExactly("older");
    }

    @Test
    void proxyMayHaveAnyNumber() {
        assertThat(heads.toClose(many(WaitingClients.MAX_OF_NETWORK * 2, PROXY), false, NOW))
                .isEmpty();
        assertThat(heads.toClose(List.of(waiting("slow", PROXY, 20_001)), false, NOW))
                .containsExactly("slow");
    }
}

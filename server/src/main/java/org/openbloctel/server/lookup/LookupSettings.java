package org.openbloctel.server.lookup;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.settings.SettingsReader;
import org.springframework.core.env.PropertyResolver;

/**
 * Where look-ups are listened for, and how many connections there may be.
 *
 * @param address the address of this machine
 * @param port 0 for any that is free; null for none
 * @param connections the most at once
 * @param connectionsOfAnAddress the most of one address at once; of a trusted proxy there may be any number
 * @param proxies the addresses of trusted proxies
 */
record LookupSettings(
        String address, @Nullable Integer port, int connections, int connectionsOfAnAddress, Set<String> proxies) {
    private static final String PREFIX = "openbloctel.checks.";
    private static final int MAX_CONNECTIONS = 100_000;

    static LookupSettings of(PropertyResolver values) {
        SettingsReader reader = new SettingsReader(values);
        boolean off = reader.text(PREFIX + "port").isEmpty();
        LookupSettings read = new LookupSettings(
                reader.wanted("openbloctel.address", "give an address of this machine"),
                off ? null : reader.number(PREFIX + "port", 0, 65_535),
                reader.number(PREFIX + "connections", 1, MAX_CONNECTIONS),
                reader.number(PREFIX + "connections-of-an-address", 1, MAX_CONNECTIONS),
                Arrays.stream(reader.text("openbloctel.http.trusted-proxies")
                                .orElse("")
                                .split(",", -1))
                        .map(String::strip)
                        .filter(proxy -> !proxy.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()));
        reader.end();
        return read;
    }
}

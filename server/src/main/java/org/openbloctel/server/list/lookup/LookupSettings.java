package org.openbloctel.server.list.lookup;

import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.web.HttpSettings;
import org.openbloctel.server.platform.web.Networks;

/**
 * Where look-ups are listened for, and how many connections there may be.
 *
 * @param address the address of this machine
 * @param port 0 for any that is free; null for none
 * @param connections the most at once
 * @param connectionsOfAnAddress the most of one address at once; of a trusted proxy there may be any number
 * @param proxies the trusted proxies
 */
record LookupSettings(
        String address, @Nullable Integer port, int connections, int connectionsOfAnAddress, Networks proxies) {
    static LookupSettings of(LookupProperties given, Settings settings, HttpSettings http) {
        return new LookupSettings(
                settings.address(), given.port(), given.connections(), given.connectionsOfAnAddress(), http.proxies());
    }
}

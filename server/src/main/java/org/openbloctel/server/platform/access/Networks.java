package org.openbloctel.server.platform.access;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.security.Network;
import org.openbloctel.server.platform.settings.SettingsException;

/** Addresses and networks of a setting, in either family and any spelling: {@code 192.0.2.7}, {@code 10.0.0.0/8}, {@code 2001:db8::/32}. */
public record Networks(List<Network> all) {
    public Networks {
        all = List.copyOf(all);
    }

    /**
     * Reads a setting.
     *
     * @throws SettingsException with each that is neither an address nor a network
     */
    static Networks of(String setting, List<String> typed) {
        List<Network> networks = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String one : typed) {
            try {
                networks.add(Network.of(one));
            } catch (RefusedException e) {
                problems.add(setting + " has \"" + one
                        + "\": give addresses or networks, like 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32.");
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return new Networks(networks);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether an address, as a text, is one of them; what is no address is none. */
    public boolean contains(String address) {
        if (all.isEmpty()) {
            return false;
        }
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return all.stream().anyMatch(network -> network.contains(parsed));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** With the length of each, and commas between. */
    @Override
    public String toString() {
        return all.stream().map(Network::toString).collect(Collectors.joining(","));
    }
}

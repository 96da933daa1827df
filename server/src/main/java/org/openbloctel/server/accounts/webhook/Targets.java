package org.openbloctel.server.accounts.webhook;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.openbloctel.registry.accounts.webhook.Webhooks;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.WebhookRefusal;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Where webhooks may go. A host is looked up once, and what is connected to are the addresses of that look: a name that leads elsewhere
 * a moment later changes nothing. If one of its addresses is forbidden, the host is. Thread-safe.
 */
@Component
final class Targets implements Webhooks.TargetCheck {
    private final Names names;
    private final boolean any;

    /** Targets by the names of this machine. */
    @Autowired
    Targets(Settings settings) {
        this(InetAddress::getAllByName, settings.privateWebhooks());
    }

    /**
     * Targets by other names.
     *
     * @param any whether private networks and this machine are allowed
     */
    Targets(Names names, boolean any) {
        this.names = names;
        this.any = any;
    }

    /** Looks names up. */
    @FunctionalInterface
    interface Names {
        InetAddress[] look(String host) throws UnknownHostException;
    }

    @Override
    public void require(URI url) {
        try {
            addresses(url);
        } catch (UnknownHostException e) {
            throw new RefusedException(new WebhookRefusal.UnknownHost());
        } catch (ForbiddenAddressException e) {
            throw new RefusedException(new WebhookRefusal.PrivateTarget());
        }
    }

    /** The addresses of the host, all of them allowed. */
    List<InetAddress> addresses(URI url) throws UnknownHostException, ForbiddenAddressException {
        List<InetAddress> found = List.of(names.look(host(url)));
        for (InetAddress address : found) {
            if (!any && (!PublicAddresses.contain(address) || isThisMachine(address))) {
                throw new ForbiddenAddressException();
            }
        }
        return found;
    }

    /** The host as names are looked up and certificates say it: without the brackets of an IPv6 address. */
    static String host(URI url) {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** A server with a public address of its own has doors there that are not meant for the public. */
    private static boolean isThisMachine(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true;
        }
    }

    /** The host leads where nothing may be sent. */
    static final class ForbiddenAddressException extends Exception {
        private static final long serialVersionUID = 1;
    }
}

package org.openbloctel.server.callfiles.sftp;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.openbloctel.registry.accounts.company.SftpKeys;
import org.openbloctel.registry.platform.security.Network;
import org.openbloctel.registry.platform.security.SecurityEvent.Kind;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.SecurityNotes;

/**
 * Who may come in: by a public key of a company, whose SIREN is the name to sign in with. Counts connections in all and by address, and
 * failed keys by address. Unknown name, unknown key and revoked key are one answer. Thread-safe.
 */
final class Doorkeeper implements PublickeyAuthenticator, SessionListener {
    static final AttributeKey<SftpKeys.Key> WHO = new AttributeKey<>();

    /** How the security log names clients of this door. */
    static final String DEVICE = "SFTP";

    private static final RateLimits.Limit FAILURES = new RateLimits.Limit("sftp-keys", 60, Duration.ofMinutes(10));

    private final SftpKeys keys;
    private final RateLimits limits;
    private final SecurityNotes traces;
    private final int most;
    private final int mostOfOne;
    private final Map<Session, String> open = new ConcurrentHashMap<>();

    Doorkeeper(SftpKeys keys, RateLimits limits, SecurityNotes traces, int most, int mostOfOne) {
        this.keys = keys;
        this.limits = limits;
        this.traces = traces;
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    @Override
    public boolean authenticate(String name, PublicKey key, ServerSession session) {
        Optional<SftpKeys.Key> known =
                name.matches("[0-9]{9}") ? keys.authenticate(name, KeyUtils.getFingerPrint(key)) : Optional.empty();
        if (known.isPresent()) {
            session.setAttribute(WHO, known.get());
            return true;
        }
        traces.note(Kind.SIGN_IN_FAILED, "sftp-key:unknown", "", address(session), DEVICE);
        if (!limits.take(FAILURES, address(session), 1).granted()) {
            session.close(true);
        }
        return false;
    }

    @Override
    public void sessionCreated(Session session) {
        String address = address(session);
        open.put(session, address);
        long ofOne = open.values().stream().filter(address::equals).count();
        if (open.size() > most || ofOne > mostOfOne) {
            session.close(true);
        }
    }

    @Override
    public void sessionEvent(Session session, Event event) {
        if (event == Event.Authenticated) {
            SftpKeys.Key who = session.getAttribute(WHO);
            keys.used(who);
            traces.note(Kind.SIGNED_IN, who.actor(), "", address(session), DEVICE);
        }
    }

    @Override
    public void sessionClosed(Session session) {
        open.remove(session);
    }

    private static String address(Session session) {
        return household(session.getIoSession().getRemoteAddress());
    }

    /** Whom a connection is counted with: in IPv6 a household has as many addresses as it likes. */
    static String household(SocketAddress remote) {
        return remote instanceof InetSocketAddress internet
                ? Network.household(internet.getAddress().getHostAddress())
                : String.valueOf(remote);
    }
}

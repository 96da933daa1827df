package org.openbloctel.server.platform.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.security.Network;
import org.openbloctel.registry.platform.security.SecurityEvent;
import org.openbloctel.registry.platform.security.SecurityEvent.Kind;
import org.openbloctel.registry.platform.security.SecurityLog;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Notes in the security log what happens to a request, with its network and device. Never makes it wait or fail. Thread-safe. */
@Component
public final class SecurityNotes {
    private final SecurityLog log;

    SecurityNotes(SecurityLog log) {
        this.log = log;
    }

    /**
     * Something that happened to a request.
     *
     * @param actor a kind and an id, or a kind and {@code unknown}
     */
    public void note(Kind kind, String actor, HttpServletRequest request) {
        note(kind, actor, "", request);
    }

    /** The same, with what it happened to. */
    public void note(Kind kind, String actor, String subject, HttpServletRequest request) {
        log.record(new SecurityEvent(kind, actor, subject, network(request), device(request)));
    }

    /** Something that happened to a client which is no browser. */
    public void note(Kind kind, String actor, String subject, String network, String device) {
        log.record(new SecurityEvent(kind, actor, subject, network, device));
    }

    /** A refusal, and the reader where one is signed in. */
    public void refused(@Nullable SignedIn who, String code, HttpServletRequest request) {
        note(Kind.ACCESS_REFUSED, who == null ? "" : who.actor(), code + space(request), request);
    }

    /** A proof that a person who is signed in gave wrong, or once more after too many. Any other refusal is not noted. */
    public void wrongProof(SignedIn who, Refusal refusal, HttpServletRequest request) {
        switch (refusal) {
            case AccessRefusal.WrongPassword wrong -> failed(Kind.PASSWORD_FAILED, who, refusal, request);
            case AccessRefusal.WrongCode wrong -> failed(Kind.FACTOR_FAILED, who, refusal, request);
            case AccessRefusal.PasskeyRefused wrong -> failed(Kind.FACTOR_FAILED, who, refusal, request);
            case RequestRefusal.TooManyRequests many -> failed(Kind.FACTOR_FAILED, who, refusal, request);
            default -> {}
        }
    }

    private void failed(Kind kind, SignedIn who, Refusal refusal, HttpServletRequest request) {
        note(kind, who.actor(), refusal.code() + space(request), request);
    }

    private static String space(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/")
                ? " /api"
                : Space.of(request.getRequestURI())
                        .map(found -> " " + found.root())
                        .orElse("");
    }

    /** A request with a key that is good. */
    public void used(SignedIn.Key key, HttpServletRequest request) {
        log.used(key.actor(), network(request), device(request));
    }

    /** The same of a listener that is not the container's. */
    public void used(SignedIn.Key key, String address) {
        log.used(key.actor(), Network.household(address), "");
    }

    /** A key that is not known, or not good for this. */
    public void unknownKey(String address, @Nullable String userAgent) {
        log.record(new SecurityEvent(
                Kind.KEY_REFUSED, "key:unknown", "", Network.household(address), Device.of(userAgent)));
    }

    /** Numbers that a key looked up. */
    public void lookedUp(SignedIn.Key key, int numbers) {
        log.lookedUp(key.actor(), numbers);
    }

    static String network(HttpServletRequest request) {
        return Network.household(request.getRemoteAddr());
    }

    static String device(HttpServletRequest request) {
        return Device.of(request.getHeader(HttpHeaders.USER_AGENT));
    }
}

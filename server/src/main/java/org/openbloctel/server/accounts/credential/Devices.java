package org.openbloctel.server.accounts.credential;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.credential.KnownDevices;
import org.openbloctel.server.platform.access.SignedIn;
import org.springframework.stereotype.Component;

/** The browser of a request, where the member has signed in before. Thread-safe. */
@Component
public final class Devices {
    private final KnownDevices devices;
    private final DeviceCookie cookie;

    Devices(KnownDevices devices, DeviceCookie cookie) {
        this.devices = devices;
        this.cookie = cookie;
    }

    /** Its id; nothing where it keeps no cookie, or its person has chosen another password since. */
    public Optional<UUID> of(SignedIn.Member who, HttpServletRequest request) {
        return devices.of(cookie.token(request), who.id());
    }
}

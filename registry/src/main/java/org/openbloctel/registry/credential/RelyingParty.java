package org.openbloctel.registry.credential;

import java.net.URI;

/**
 * Whom passkeys are made for: this service, as browsers know it. A passkey made for one host works on no other, which is what
 * makes it worthless to a site that only looks like ours.
 *
 * @param id the host
 * @param origin what a browser says it is on: scheme, host, and the port where it is not the scheme's own
 * @param name what authenticators show
 */
public record RelyingParty(String id, String origin, String name) {
    /** From the address by which people reach the service. */
    public static RelyingParty at(URI baseUrl, String name) {
        String host = baseUrl.getHost();
        boolean usual = baseUrl.getPort() < 0
                || baseUrl.getPort() == (baseUrl.getScheme().equals("https") ? 443 : 80);
        String origin = baseUrl.getScheme() + "://" + host + (usual ? "" : ":" + baseUrl.getPort());
        return new RelyingParty(host, origin, name);
    }
}

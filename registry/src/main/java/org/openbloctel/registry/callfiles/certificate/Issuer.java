package org.openbloctel.registry.callfiles.certificate;

/**
 * Who issues.
 *
 * @param name the service's name
 * @param url its address, without a slash at the end
 */
public record Issuer(String name, String url) {}
